resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}

resource ci 'Microsoft.ContainerRegistry/registries/tokens@2025-11-01' = {
  parent: acr
  name: 'ci-token'
  properties: {
    scopeMapId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry/scopeMaps/ci-push'
    credentials: {
      passwords: [
        {
          name: 'password1'
          expiry: '2026-08-01T00:00:00Z'
        }
        {
          name: 'password2'
          expiry: '2027-06-01T00:00:00Z'
        }
      ]
    }
  }
}
