param admin bool

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoacr'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: admin
  }
}
