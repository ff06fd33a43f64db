param tokens array
param expiry string = '2026-07-15T00:00:00Z'

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
}

resource readers 'Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01' = {
  parent: acr
  name: 'team-readers'
  properties: { actions: ['repositories/team/content/read'] }
}

resource each 'Microsoft.ContainerRegistry/registries/tokens@2025-11-01' = [for token in tokens: {
  parent: acr
  name: token.name
  properties: {
    scopeMapId: readers.id
    status: token.status
    credentials: {
      passwords: concat(
        [{ name: 'password1', expiry: expiry }],
        contains(token, 'second') ? [{ name: 'password2', expiry: token.second }] : []
      )
    }
  }
}]
