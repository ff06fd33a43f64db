resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = [for i in range(0, 3): {
  name: 'contosoregistry${i}'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}]
