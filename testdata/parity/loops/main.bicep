param registries array = [
  { name: 'contosoone', admin: true }
  { name: 'contosotwo', admin: false }
]

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = [for registry in registries: {
  name: registry.name
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: registry.admin
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [for i in range(1, 2): { value: '203.0.113.${i}', action: 'Allow' }]
    }
  }
}]

resource numbered 'Microsoft.ContainerRegistry/registries@2025-11-01' = [for i in range(0, 2): {
  name: 'contosonumber${i}'
  location: 'westeurope'
  sku: { name: 'Standard' }
}]
