// Whichever it is, there is no encryption with a key of one's own in it.
param zones string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: union({ publicNetworkAccess: 'Disabled' }, empty(zones) ? { dataEndpointEnabled: true } : {})
}
