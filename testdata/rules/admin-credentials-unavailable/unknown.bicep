resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  name: 'contoso/acr'
  properties: {
    value: acr.listCredentials().passwords[0].value
  }
}
