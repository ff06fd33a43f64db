// Only Premium has data endpoints. CKV_AZURE_237 fails on every Basic registry.
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Basic' }
  properties: {}
}
