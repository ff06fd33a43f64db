resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}

resource hub 'Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01' = {
  parent: acr
  name: 'hub-rule'
  properties: {
    sourceRepository: 'docker.io/*'
    targetRepository: 'cached/app'
    credentialSetResourceId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry/credentialSets/hub'
  }
}
