resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource hub 'Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01' = {
  parent: acr
  name: 'hub'
  properties: {
    sourceRepository: 'mcr.microsoft.com/dotnet/aspnet'
    targetRepository: 'dotnet/aspnet'
  }
}
