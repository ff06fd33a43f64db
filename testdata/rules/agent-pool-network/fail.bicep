resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: { publicNetworkAccess: 'Disabled' }
}

resource pool 'Microsoft.ContainerRegistry/registries/agentPools@2019-06-01-preview' = {
  parent: acr
  name: 'builders'
  location: 'westeurope'
  properties: {
    count: 1
    tier: 'S1'
    os: 'Linux'
  }
}
