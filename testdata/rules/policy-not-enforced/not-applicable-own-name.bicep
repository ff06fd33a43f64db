targetScope = 'subscription'

param group string

resource policy 'Microsoft.Authorization/policyAssignments@2024-04-01' = {
  name: 'registries'
  properties: {
    policyDefinitionId: '/providers/Microsoft.Management/managementGroups/${group}/providers/Microsoft.Authorization/policyDefinitions/Deny-Public-Registries'
    enforcementMode: 'DoNotEnforce'
  }
}
