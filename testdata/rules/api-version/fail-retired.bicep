resource acr 'Microsoft.ContainerRegistry/registries@2018-02-01-preview' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: false
  }
}
