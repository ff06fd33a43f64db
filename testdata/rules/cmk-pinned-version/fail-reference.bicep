resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'contoso'

  resource key 'keys' existing = {
    name: 'acr'
  }
}

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
  properties: {
    encryption: {
      status: 'enabled'
      keyVaultProperties: {
        identity: '11111111-1111-1111-1111-111111111111'
        keyIdentifier: vault::key.properties.keyUriWithVersion
      }
    }
  }
}
