param name string
param location string = resourceGroup().location
param admin bool = false

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: name
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    adminUserEnabled: admin
  }
}

output id string = acr.id
