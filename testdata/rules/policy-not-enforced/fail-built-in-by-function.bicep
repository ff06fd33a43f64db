targetScope = 'subscription'

resource policy 'Microsoft.Authorization/policyAssignments@2024-04-01' = {
  name: 'registries'
  properties: {
    policyDefinitionId: tenantResourceId('Microsoft.Authorization/policyDefinitions', '524b0254-c285-4903-bee6-bb8126cde579')
    enforcementMode: 'DoNotEnforce'
  }
}
