// A module that is given ids finds what they belong to by the name at their end.
resource reader 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'acr-key-reader'
  location: 'westeurope'
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'contosokeys'
  location: 'westeurope'
  properties: {
    tenantId: '00000000-0000-0000-0000-000000000000'
    sku: {
      family: 'A'
      name: 'standard'
    }
    enablePurgeProtection: true
  }
}

resource sameReader 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: last(split(reader.id, '/'))
}

resource sameVault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: last(split(vault.id, '/'))

  resource key 'keys' existing = {
    name: 'acr'
  }
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
        identity: !empty(reader.id) ? sameReader.properties.clientId : null
        keyIdentifier: sameVault::key.properties.keyUri
      }
    }
  }
}
