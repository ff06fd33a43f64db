module acr 'br/public:avm/res/container-registry/registry:0.12.1' = {
  name: 'acr'
  params: {
    name: 'contosoregistry'
    location: 'westeurope'
    acrAdminUserEnabled: true
    publicNetworkAccess: 'Enabled'
    networkRuleSetIpRules: [{ value: '203.0.113.0/24', action: 'Allow' }]
    replications: [{ name: 'northeurope', location: 'northeurope' }]
    webhooks: [
      { name: 'contosohook', location: 'westeurope', serviceUri: 'http://hooks.contoso.com/push', action: ['push'] }
    ]
  }
}
