param overrides object
var base = {
  properties: { adminUserEnabled: false, zoneRedundancy: 'Enabled' }
  tags: { team: 'a', stage: 'test' }
}

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  tags: { ...base.tags, ...overrides.tags }
  sku: { name: 'Premium' }
  properties: { ...base.properties, ...overrides.properties }
}
