resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    networkRuleSet: {
      defaultAction: 'Allow'
      ipRules: [
        { action: 'Allow', value: '203.0.113.0/24' }
        { action: 'Allow', value: '198.51.100.7' }
      ]
    }
  }
}
