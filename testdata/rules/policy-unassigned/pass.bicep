targetScope = 'subscription'

resource policy 'Microsoft.Authorization/policyAssignments@2024-04-01' = {
  name: 'registries'
  properties: {
    policyDefinitionId: '/providers/Microsoft.Authorization/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8'
  }
}

module registry 'br/public:avm/res/container-registry/registry:0.9.3' = {
  scope: resourceGroup('registries')
  params: {
    name: 'contosoregistry'
  }
}
