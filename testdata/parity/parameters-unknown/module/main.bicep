param name string
param admin bool
param sku string
param access string
param days int
param retention string

module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    name: name
    sku: sku
    properties: {
      adminUserEnabled: admin
      publicNetworkAccess: access
      policies: { retentionPolicy: { days: days, status: retention } }
    }
  }
}
