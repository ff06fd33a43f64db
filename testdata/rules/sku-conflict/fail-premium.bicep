resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Basic' }
  properties: {
    dataEndpointEnabled: true
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [
        { value: '203.0.113.0/24' }
      ]
    }
    policies: {
      retentionPolicy: { status: 'enabled', days: 30 }
      exportPolicy: { status: 'disabled' }
    }
  }
}
