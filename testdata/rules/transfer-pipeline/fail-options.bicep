resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
}

resource transfer 'Microsoft.ContainerRegistry/registries/importPipelines@2025-06-01-preview' = {
  parent: acr
  name: 'contosotransfer'
  location: 'westeurope'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    source: {
      type: 'AzureStorageBlobContainer'
      uri: 'https://contoso.blob.core.windows.net/transfer'
      storageAccessMode: 'ManagedIdentity'
    }
    options: [
      'OverwriteTags'
      'DeleteSourceBlobOnSuccess'
      'ContinueOnErrors'
    ]
  }
}
