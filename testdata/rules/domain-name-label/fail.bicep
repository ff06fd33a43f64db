resource acr 'Microsoft.ContainerRegistry/registries@2025-06-01-preview' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}
