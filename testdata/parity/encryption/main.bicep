param keyName string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '/subscriptions/0/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i': {}
    }
  }
  properties: {
    encryption: {
      status: 'enabled'
      keyVaultProperties: {
        identity: '11111111-1111-1111-1111-111111111111'
        keyIdentifier: 'https://contoso.vault.azure.net/keys/acr/0123456789abcdef0123456789abcdef'
      }
    }
  }
}

resource other 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoother'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    encryption: {
      status: 'enabled'
      keyVaultProperties: {
        identity: '11111111-1111-1111-1111-111111111111'
        keyIdentifier: 'https://contoso.vault.azure.net/keys/${keyName}'
      }
    }
  }
}
