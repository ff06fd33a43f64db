param name string
param networks array
param access string?

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    publicNetworkAccess: access
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [for network in networks: { value: network, action: 'Allow' }]
    }
  }
}
