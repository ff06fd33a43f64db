param name string
param replicas string[]
param hook string
param isOpen bool = true

module acr 'br/public:avm/res/container-registry/registry:0.12.1' = {
  name: '${name}-verified'
  params: {
    name: name
    location: 'westeurope'
    acrAdminUserEnabled: isOpen
    publicNetworkAccess: isOpen ? 'Enabled' : 'Disabled'
    networkRuleSetIpRules: [{ value: '203.0.113.0/24', action: 'Allow' }]
    replications: [for region in replicas: { name: region, location: region }]
    webhooks: [{ name: 'contosohook', location: 'westeurope', serviceUri: hook, action: ['push'] }]
  }
}
