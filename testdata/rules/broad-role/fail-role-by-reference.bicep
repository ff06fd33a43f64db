resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
}

resource contributor 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: 'b24988ac-6180-42a0-ab88-20f7382dd24c'
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(acr.id, contributor.id)
  scope: acr
  properties: {
    roleDefinitionId: contributor.id
    principalId: '00000000-0000-0000-0000-000000000001'
  }
}
