targetScope = 'subscription'

resource policy 'Microsoft.Authorization/policyAssignments@2024-04-01' = {
  name: 'registries'
  properties: {
    policyDefinitionId: subscriptionResourceId('Microsoft.Authorization/policyDefinitions', '0a914e76-4921-4c19-b460-a2d36003525a')
    enforcementMode: 'DoNotEnforce'
  }
}
