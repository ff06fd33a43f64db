resource acr 'Microsoft.ContainerRegistry/registries@2026-03-01-preview' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
}
