// Azure refuses to disable exports while public access is on. Azure.ACR.ExportPolicy demands it all the same.
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: { publicNetworkAccess: 'Enabled' }
}
