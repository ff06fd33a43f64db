resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(acr.id, 'access')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')
    principalId: '00000000-0000-0000-0000-000000000001'
  }
}
