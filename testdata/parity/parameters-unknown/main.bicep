param name string
param admin bool
param sku string
param isPublic bool
param days int
param retention string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  sku: { name: sku }
  properties: {
    adminUserEnabled: admin
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    policies: {
      retentionPolicy: { days: days, status: retention }
    }
  }
}
