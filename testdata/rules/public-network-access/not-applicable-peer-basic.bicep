// Only Premium can close public access: CKV_AZURE_139 and AVM_SEC_139 fail on every Basic registry.
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Basic' }
  properties: {}
}
