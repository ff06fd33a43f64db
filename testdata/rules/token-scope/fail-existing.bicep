resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource push 'Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01' existing = {
  parent: acr
  name: '_repositories_push'
}

resource ci 'Microsoft.ContainerRegistry/registries/tokens@2025-11-01' = {
  parent: acr
  name: 'ci-push'
  properties: {
    scopeMapId: push.id
  }
}
