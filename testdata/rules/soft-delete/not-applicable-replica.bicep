resource acr 'Microsoft.ContainerRegistry/registries@2026-03-01-preview' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
}

resource replica 'Microsoft.ContainerRegistry/registries/replications@2025-11-01' = {
  parent: acr
  name: 'northeurope'
  location: 'northeurope'
}
