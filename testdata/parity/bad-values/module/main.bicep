module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    name: 'acr'
    replicas: ['westeurope']
    properties: {
      networkRuleBypassOptions: 'AzureService'
      networkRuleSet: {
        defaultAction: 'Deny'
        ipRules: map(['203.0.113.256', '198.51.100.0/24'], range => { value: range, action: 'Allow' })
      }
      policies: { retentionPolicy: { days: 400, status: 'enabled' } }
    }
  }
}

module other 'registry.bicep' = {
  name: 'other'
  params: { name: 'contoso-registry', sku: 'Gold', properties: { publicNetworkAccess: 'Disabled' } }
}
