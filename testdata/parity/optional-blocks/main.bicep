param restricted bool
param offices string[] = ['203.0.113.0/24']
var always = length(offices) > 0

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: false
    networkRuleSet: always ? {
      defaultAction: 'Deny'
      ipRules: [for office in offices: { value: office, action: 'Allow' }]
    } : null
  }
}

resource none 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosonone'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: false
    networkRuleSet: always ? null : { defaultAction: 'Deny' }
  }
}

resource perhaps 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoperhaps'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: false
    networkRuleSet: {
      defaultAction: restricted ? 'Deny' : 'Allow'
      ipRules: restricted ? [{ value: '203.0.113.7', action: 'Allow' }] : []
    }
  }
}
