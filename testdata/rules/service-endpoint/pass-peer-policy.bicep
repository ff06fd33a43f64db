// The Azure Policy c4857be7 asks for what this rule reports: to it a registry that only private
// endpoints reach does not comply.
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: { publicNetworkAccess: 'Disabled' }
}
