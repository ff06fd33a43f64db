param upstreams object = {
  hub: 'docker.io/library/*'
  mcr: 'mcr.microsoft.com/dotnet/runtime'
}

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
  properties: { anonymousPullEnabled: true }
}

resource rules 'Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01' = [for upstream in items(upstreams): {
  parent: acr
  name: '${upstream.key}-cache'
  properties: {
    sourceRepository: upstream.value
    targetRepository: 'cached/${upstream.key}'
  }
}]
