resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [
        { action: 'Allow', value: 'office' }
        { action: 'Allow', value: '300.0.0.0/8' }
        { action: 'Allow', value: '2001:db8::/1' }
      ]
    }
  }
}
