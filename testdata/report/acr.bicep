@description('Name of the registry – 𐐀é')
param name string

param adminUserEnabled bool = true

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: name
  location: resourceGroup().location
  sku: { name: 'Premium' }
  properties: {
    /* 𐐀é */ adminUserEnabled: adminUserEnabled
  }
}
