resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
  properties: {
    adminUserEnabled: false
  }
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  name: 'contoso/acr'
  properties: {
    value: acr.properties.loginServer
  }
}
