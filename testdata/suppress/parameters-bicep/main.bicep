param admin bool

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoacr'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: admin
  }
}
