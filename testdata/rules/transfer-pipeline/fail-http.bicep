resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
}

resource transfer 'Microsoft.ContainerRegistry/registries/exportPipelines@2025-06-01-preview' = {
  parent: acr
  name: 'contosotransfer'
  location: 'westeurope'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    target: {
      type: 'AzureStorageBlobContainer'
      uri: 'http://contoso.blob.core.windows.net/transfer'
      storageAccessMode: 'ManagedIdentity'
    }
  }
}
