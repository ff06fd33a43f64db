targetScope = 'subscription'

param definition string

resource policy 'Microsoft.Authorization/policyAssignments@2024-04-01' = {
  name: 'registries'
  properties: {
    policyDefinitionId: definition
  }
}

module registry 'br/public:avm/res/container-registry/registry:0.9.3' = {
  scope: resourceGroup('registries')
  params: {
    name: 'contosoregistry'
  }
}
