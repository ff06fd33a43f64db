resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: false
    loginServer: 'contosoregistry.azurecr.io'
    provisioningState: 'Succeeded'
    creationDate: '2024-05-01T10:00:00Z'
  }
}
