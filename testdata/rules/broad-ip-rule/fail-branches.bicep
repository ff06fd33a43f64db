param isProduction bool

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: isProduction ? [{ action: 'Allow', value: '52.0.0.0/11' }] : [{ action: 'Allow', value: '52.0.0.0/11' }, { action: 'Allow', value: '203.0.113.7' }]
    }
  }
}
