param access string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    networkRuleSet: { defaultAction: 'Deny' }
    publicNetworkAccess: access
    dataEndpointEnabled: false
  }
}
