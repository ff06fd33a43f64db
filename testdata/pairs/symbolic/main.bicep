type tier = 'Basic' | 'Premium'

param second bool
param regions string[]
param sku tier = 'Premium'

resource theirs 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'theirsregistry'
}

resource mine 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'mineregistry'
  location: 'westeurope'
  sku: {
    name: sku
  }
  tags: {
    theirs: theirs.properties.loginServer
  }
}

module parts 'parts/registry.bicep' = [for region in regions: if (second) {
  name: 'part-${region}'
  params: {
    name: '${region}registry'
    admin: false
  }
}]

module one 'parts/registry.bicep' = if (second) {
  params: {
    name: 'oneregistry'
    admin: theirs.properties.adminUserEnabled
  }
}

resource rule 'Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01' = {
  parent: mine
  name: 'docker'
  properties: {
    sourceRepository: 'docker.io/*'
    targetRepository: '${one.?outputs.name ?? mine.name}/*'
    credentialSetResourceId: parts[0].outputs.id
  }
}
