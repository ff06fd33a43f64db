param networks string[]
param tags object
param hooks object

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  tags: tags
  sku: { name: 'Premium' }
  properties: {
    publicNetworkAccess: 'Enabled'
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: map(networks, network => { value: network, action: 'Allow' })
    }
  }

  resource each 'webhooks' = [for hook in items(hooks): {
    name: '${hook.key}hook'
    location: 'westeurope'
    properties: { serviceUri: hook.value, actions: ['push'] }
  }]
}
