resource acr 'Microsoft.ContainerRegistry/registries@2026-03-01-preview' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    policies: {
      softDeletePolicy: { status: 'enabled' }
      retentionPolicy: {
        status: 'enabled'
        days: 30
      }
    }
  }
}

resource replica 'Microsoft.ContainerRegistry/registries/replications@2025-11-01' = {
  parent: acr
  name: 'northeurope'
  location: 'northeurope'
}

resource cache 'Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01' = {
  parent: acr
  name: 'docker'
  properties: {
    sourceRepository: 'docker.io/library/*'
    targetRepository: 'hub/*'
  }
}
