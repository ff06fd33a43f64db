@allowed(['Standard', 'Premium'])
param sku string

module acr 'registry.bicep' = {
  name: 'acr'
  params: { name: 'contosoregistry', sku: sku, properties: { adminUserEnabled: sku == 'Basic' } }
}

module other 'registry.bicep' = {
  name: 'other'
  params: {
    name: 'contosoother'
    sku: sku
    properties: {
      publicNetworkAccess: sku == 'Premium' ? 'Disabled' : 'Enabled'
      policies: { exportPolicy: { status: 'disabled' } }
    }
  }
}
