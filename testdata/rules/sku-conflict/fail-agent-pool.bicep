resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Basic' }
}

resource pool 'Microsoft.ContainerRegistry/registries/agentPools@2025-03-01-preview' = {
  parent: acr
  name: 'pool1'
  location: 'westeurope'
  properties: {
    count: 1
    tier: 'S1'
  }
}
