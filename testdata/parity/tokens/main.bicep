param expiry string = '2026-07-15T00:00:00Z'

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }

  resource readers 'scopeMaps' = {
    name: 'team-readers'
    properties: { actions: ['repositories/team/content/read'] }
  }

  resource soon 'tokens' = {
    name: 'soon'
    properties: {
      scopeMapId: readers.id
      status: 'enabled'
      credentials: { passwords: [{ name: 'password1', expiry: expiry }] }
    }
  }

  resource late 'tokens' = {
    name: 'late-token'
    properties: {
      scopeMapId: readers.id
      status: 'disabled'
      credentials: {
        passwords: [
          { name: 'password1', expiry: expiry }
          { name: 'password2', expiry: '2030-01-01T00:00:00Z' }
        ]
      }
    }
  }
}
