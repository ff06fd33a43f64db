resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [
        { action: 'Allow', value: '203.0.113.0/24' }
        { action: 'Allow', value: '10.1.0.0/16' }
        { action: 'Allow', value: '192.168.7.1' }
      ]
    }
  }
}
