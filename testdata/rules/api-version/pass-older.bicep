resource acr 'Microsoft.ContainerRegistry/registries@2021-09-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: false
  }
}
