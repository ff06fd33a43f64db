// Azure refuses content trust on new registries. CKV_AZURE_164 and Azure.ACR.ContentTrust demand it.
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    policies: {
      trustPolicy: { status: 'disabled' }
    }
  }
}
