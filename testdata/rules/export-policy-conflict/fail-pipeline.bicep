resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    publicNetworkAccess: 'Disabled'
    policies: { exportPolicy: { status: 'disabled' } }
  }
}

resource pipeline 'Microsoft.ContainerRegistry/registries/exportPipelines@2025-06-01-preview' = {
  parent: acr
  name: 'tostorage'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    target: {
      type: 'AzureStorageBlobContainer'
      uri: 'https://contosostorage.blob.core.windows.net/images'
      storageAccessMode: 'ManagedIdentity'
    }
  }
}
