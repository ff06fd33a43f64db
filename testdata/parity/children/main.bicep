resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }

  resource replica 'replications' = {
    name: 'northeurope'
    location: 'northeurope'
    properties: { zoneRedundancy: 'Enabled', regionEndpointEnabled: true }
  }
}

resource hook 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  parent: acr
  name: 'contosohook'
  location: 'westeurope'
  properties: {
    serviceUri: 'http://hooks.contoso.com/push'
    actions: ['push', 'delete']
    status: 'enabled'
    scope: 'apps:*'
  }
}

resource everything 'Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01' = {
  parent: acr
  name: 'everything'
  properties: {
    description: 'all of it'
    actions: ['repositories/*/content/read', 'repositories/apps/content/write']
  }
}

resource token 'Microsoft.ContainerRegistry/registries/tokens@2025-11-01' = {
  name: '${acr.name}/builder'
  properties: { status: 'enabled', scopeMapId: everything.id }
}
