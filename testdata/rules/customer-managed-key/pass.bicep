resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.ManagedIdentity/userAssignedIdentities/acr': {}
    }
  }
  sku: {
    name: 'Premium'
  }
  properties: {
    encryption: {
      status: 'enabled'
      keyVaultProperties: {
        identity: '11111111-1111-1111-1111-111111111111'
        keyIdentifier: 'https://contoso.vault.azure.net/keys/acr'
      }
    }
  }
}
