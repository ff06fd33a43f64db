param deployRegistry bool

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = if (deployRegistry) {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
  properties: {
    adminUserEnabled: true
  }
}
