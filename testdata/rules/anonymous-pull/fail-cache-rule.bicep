resource acr 'Microsoft.ContainerRegistry/registries@2025-04-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
  properties: {
    anonymousPullEnabled: true
    publicNetworkAccess: 'Disabled'
  }
}

resource cache 'Microsoft.ContainerRegistry/registries/cacheRules@2025-04-01' = {
  parent: acr
  name: 'docker-hub'
  properties: {
    sourceRepository: 'docker.io/library/*'
    targetRepository: 'hub/*'
  }
}
