// CKV_AZURE_165 fails every registry below Premium, which cannot have replicas.
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Basic' }
}
