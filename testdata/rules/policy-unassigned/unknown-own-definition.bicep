targetScope = 'subscription'

resource own 'Microsoft.Authorization/policyDefinitions@2024-05-01' = {
  name: 'registries'
  properties: {
    policyRule: loadJsonContent('rule.json')
  }
}

resource policy 'Microsoft.Authorization/policyAssignments@2024-04-01' = {
  name: 'registries'
  properties: {
    policyDefinitionId: own.id
  }
}

module registry 'br/public:avm/res/container-registry/registry:0.9.3' = {
  scope: resourceGroup('registries')
  params: {
    name: 'contosoregistry'
  }
}
