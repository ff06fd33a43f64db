resource acr 'Microsoft.ContainerRegistry/registries@2017-03-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: false
  }
}
