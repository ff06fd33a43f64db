param name string
param sku string = 'Basic'
param admin bool

@secure()
param token string = ''

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: resourceGroup().location
  sku: {
    name: sku
  }
  tags: {
    token: token
  }
  properties: {
    adminUserEnabled: admin
  }
}

output name string = acr.name
output id string = acr.id
output server string = acr.properties.loginServer
