resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [
        { action: 'Allow', value: '128.0.0.0/1' }
        { action: 'Allow', value: '198.51.100.7' }
        { action: 'Allow', value: '0.0.0.0/1' }
      ]
    }
  }
}
