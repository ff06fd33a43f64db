targetScope = 'subscription'

resource changes 'Microsoft.Insights/activityLogAlerts@2020-10-01' = {
  name: 'changes'
  location: 'global'
  properties: {
    scopes: ['/subscriptions/00000000-0000-0000-0000-000000000000']
    condition: {
      allOf: [
        { field: 'category', equals: 'Administrative' }
        { field: 'operationName', equals: 'Microsoft.Compute/virtualMachines/delete' }
      ]
    }
    actions: { actionGroups: [] }
  }
}

resource plan 'Microsoft.Security/pricings@2024-01-01' = {
  name: 'KeyVaults'
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
