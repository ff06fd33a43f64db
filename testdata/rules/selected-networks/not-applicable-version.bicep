resource acr 'Microsoft.ContainerRegistry/registries@2019-05-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [
        { value: '203.0.113.0/24' }
      ]
    }
  }
}
