param overrides object = { properties: { adminUserEnabled: true }, tags: { team: 'b' } }
var base = {
  properties: { adminUserEnabled: false, zoneRedundancy: 'Enabled' }
  tags: { team: 'a', stage: 'test' }
}
var all = union(base, overrides)

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  tags: all.tags
  sku: { name: 'Premium' }
  properties: all.properties
}
