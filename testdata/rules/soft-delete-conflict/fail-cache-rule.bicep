resource acr 'Microsoft.ContainerRegistry/registries@2026-03-01-preview' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
  properties: {
    policies: {
      softDeletePolicy: { status: 'enabled' }
    }
  }
}

resource cache 'Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01' = {
  parent: acr
  name: 'docker'
  properties: {
    sourceRepository: 'docker.io/library/*'
    targetRepository: 'hub/*'
  }
}
