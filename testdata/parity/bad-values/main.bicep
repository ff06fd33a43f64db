resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'acr'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    networkRuleBypassOptions: 'AzureService'
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [{ value: '203.0.113.256', action: 'Allow' }, { value: '198.51.100.0/24', action: 'Allow' }]
    }
    policies: { retentionPolicy: { days: 400, status: 'enabled' } }
  }

  resource home 'replications' = {
    name: 'westeurope'
    location: 'westeurope'
    properties: { regionEndpointEnabled: true }
  }
}

resource other 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contoso-registry'
  location: 'westeurope'
  sku: { name: 'Gold' }
  properties: { publicNetworkAccess: 'Disabled' }
}
