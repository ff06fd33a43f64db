targetScope = 'subscription'

param plan string

resource plan 'Microsoft.Security/pricings@2024-01-01' = {
  name: plan
  properties: {
    pricingTier: 'Standard'
  }
}

module registry 'br/public:avm/res/container-registry/registry:0.9.3' = {
  scope: resourceGroup('registries')
  params: {
    name: 'contosoregistry'
  }
}
