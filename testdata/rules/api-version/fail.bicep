resource acr 'Microsoft.ContainerRegistry/registries@2023-06-01-preview' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: false
  }
}
