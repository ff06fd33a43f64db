// The property has no effect any more. CKV_AZURE_233 fails in Terraform when it is absent.
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {}
}
