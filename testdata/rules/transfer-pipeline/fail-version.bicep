resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
}

resource transfer 'Microsoft.ContainerRegistry/registries/exportPipelines@2023-11-01-preview' = {
  parent: acr
  name: 'contosotransfer'
  location: 'westeurope'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    target: {
      type: 'AzureStorageBlobContainer'
      uri: 'https://contoso.blob.core.windows.net/transfer'
      keyVaultUri: 'https://contoso.vault.azure.net/secrets/sas'
    }
  }
}
