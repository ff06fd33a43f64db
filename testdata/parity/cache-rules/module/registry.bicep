param caches array

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
  properties: { anonymousPullEnabled: true }

  resource rules 'cacheRules' = [for cache in caches: {
    name: '${first(cache)}-cache'
    properties: { sourceRepository: last(cache), targetRepository: 'cached/${cache[0]}' }
  }]
}
