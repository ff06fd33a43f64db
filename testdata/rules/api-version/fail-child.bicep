resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource build 'Microsoft.ContainerRegistry/registries/tasks@2023-07-01' = {
  parent: acr
  name: 'build'
  location: 'westeurope'
  properties: {
    isSystemTask: true
  }
}
