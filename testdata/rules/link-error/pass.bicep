var tier = nameOfTier
var nameOfTier = 'Premium'

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: tier }
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
