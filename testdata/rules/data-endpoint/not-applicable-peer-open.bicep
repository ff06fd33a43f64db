// On an open registry data endpoints close nothing. CKV_AZURE_237 demands them.
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {}
}
