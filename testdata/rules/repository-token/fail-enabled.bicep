resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}

resource push 'Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01' = {
  parent: acr
  name: 'push1'
  properties: {
    actions: [
      'repositories/team/app/content/write'
    ]
  }
}

resource ci 'Microsoft.ContainerRegistry/registries/tokens@2025-11-01' = {
  parent: acr
  name: 'ci-push'
  properties: {
    scopeMapId: push.id
    status: 'enabled'
  }
}
