param name string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: true
  }
}
