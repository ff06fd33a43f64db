param partners array
var offices = ['203.0.113.0/24', '0.0.0.0/0']

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    publicNetworkAccess: 'Enabled'
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [for office in offices: { value: office, action: 'Allow' }]
    }
  }
}

resource open 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoopen'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [for partner in partners: { value: partner, action: 'Allow' }]
    }
  }
}
