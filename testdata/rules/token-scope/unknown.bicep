param scopeMapId string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}

resource ci 'Microsoft.ContainerRegistry/registries/tokens@2025-11-01' = {
  parent: acr
  name: 'ci-push'
  properties: {
    scopeMapId: scopeMapId
  }
}
