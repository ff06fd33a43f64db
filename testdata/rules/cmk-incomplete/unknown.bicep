resource reader 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'acr-key-reader'
  location: 'westeurope'
}

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${reader.id}': {}
    }
  }
  sku: {
    name: 'Premium'
  }
  properties: {
    encryption: {
      status: 'enabled'
      keyVaultProperties: {
        identity: reader.properties.clientId
        keyIdentifier: 'https://contoso.vault.azure.net/keys/acr'
      }
    }
  }
}
