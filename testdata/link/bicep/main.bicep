targetScope = 'resourceGroup'

@description('Set by main.bicepparam.')
param adminFromFile bool

@description('Nobody passes this one.')
param adminByDefault bool = true

var adminFromVariable = true

resource byDefault 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosodefault'
  location: resourceGroup().location
  sku: { name: 'Standard' }
  properties: {
    adminUserEnabled: adminByDefault
  }
}

resource byVariable 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosovariable'
  location: resourceGroup().location
  sku: { name: 'Standard' }
  properties: {
    adminUserEnabled: adminFromVariable
  }
}

module byArgument 'modules/registry.bicep' = {
  name: 'argument'
  params: {
    name: 'contosoargument'
    admin: true
  }
}

module byFile 'modules/registry.bicep' = {
  name: 'file'
  params: {
    name: 'contosofile'
    admin: adminFromFile
  }
}
