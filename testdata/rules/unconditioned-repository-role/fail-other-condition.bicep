resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    roleAssignmentMode: 'AbacRepositoryPermissions'
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(acr.id, 'access')
  scope: acr
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a1e307c-b015-4ebd-883e-5b7698a07328')
    principalId: '00000000-0000-0000-0000-000000000001'
    condition: '@Principal[Microsoft.Directory/CustomSecurityAttributes/Id:Team] StringEquals \'app\''
    conditionVersion: '2.0'
  }
}
