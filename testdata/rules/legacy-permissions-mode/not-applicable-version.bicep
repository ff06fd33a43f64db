resource acr 'Microsoft.ContainerRegistry/registries@2025-04-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}
