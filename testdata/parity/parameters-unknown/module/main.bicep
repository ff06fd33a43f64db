param name string
param admin bool
param sku string
param isPublic bool
param days int
param retention string

module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    name: name
    sku: sku
    properties: {
      adminUserEnabled: admin
      publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
      policies: { retentionPolicy: { days: days, status: retention } }
    }
  }
}
