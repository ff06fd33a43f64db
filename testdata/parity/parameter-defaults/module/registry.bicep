param settings object = {
  admin: true
  access: 'Disabled'
}
param sku string = 'Premium'
param exported string = sku == 'Premium' ? 'disabled' : 'enabled'

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: sku }
  properties: {
    adminUserEnabled: settings.admin
    publicNetworkAccess: settings.access
    policies: { exportPolicy: { status: exported } }
  }
}
