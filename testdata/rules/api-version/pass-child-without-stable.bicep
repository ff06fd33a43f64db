resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource pool 'Microsoft.ContainerRegistry/registries/agentPools@2019-06-01-preview' = {
  parent: acr
  name: 'builders'
  location: 'westeurope'
  properties: {
    tier: 'S1'
  }
}
