module acr 'registry.bicep' = {
  name: 'acr'
  params: { caches: [['hub', 'docker.io/library/*'], ['mcr', 'mcr.microsoft.com/dotnet/runtime']] }
}
