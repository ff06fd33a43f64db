param name string =

resource one 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'one
  properties: {
    adminUserEnabled: true

var two = [for x in

resource three 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: '${name'
  sku: {
    name: 'Premium'
}

@description(
param four string

resource five 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'five' }
  location: 'westeurope'
}

var six = '''
text without end

/* a comment without end
output seven string = 'seven'
