targetScope = 'subscription'

resource export 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'export'
  properties: {
    workspaceId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/logs'
    logs: [
      { category: 'ServiceHealth', enabled: true }
    ]
  }
}

module registry 'br/public:avm/res/container-registry/registry:0.9.3' = {
  scope: resourceGroup('registries')
  params: {
    name: 'contosoregistry'
  }
}
