param partners string[]
param port int
param hostname string
var offices = ['203.0.113.0/24', '10.0.0.0/8']

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  tags: { known: 'yes', port: 'p${port}' }
  sku: { name: 'Premium' }
  properties: {
    publicNetworkAccess: 'Enabled'
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [for network in concat(offices, partners): { value: network, action: 'Allow' }]
    }
  }
}

resource plain 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  parent: acr
  name: 'plainhook'
  location: 'westeurope'
  properties: { serviceUri: 'http://${hostname}/push', actions: ['push'] }
}

resource safe 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  parent: acr
  name: 'safehook'
  location: 'westeurope'
  properties: { serviceUri: 'https://${hostname}:${port}/push', actions: ['push'] }
}

resource unclear 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  parent: acr
  name: 'unclearhook'
  location: 'westeurope'
  properties: { serviceUri: '${hostname}/push', actions: ['push'] }
}
