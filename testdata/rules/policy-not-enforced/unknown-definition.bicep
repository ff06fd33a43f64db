targetScope = 'subscription'

param definition string

resource policy 'Microsoft.Authorization/policyAssignments@2024-04-01' = {
  name: 'registries'
  properties: {
    policyDefinitionId: definition
    enforcementMode: 'DoNotEnforce'
  }
}
