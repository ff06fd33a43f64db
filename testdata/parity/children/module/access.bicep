param registryName string
param actions string[]
param hook object

resource hooks 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  name: '${registryName}/contosohook'
  location: 'westeurope'
  properties: {
    serviceUri: hook.uri
    actions: hook.actions
    status: 'enabled'
    scope: 'apps:*'
  }
}

resource everything 'Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01' = {
  name: '${registryName}/everything'
  properties: { description: 'all of it', actions: actions }
}

resource token 'Microsoft.ContainerRegistry/registries/tokens@2025-11-01' = {
  name: '${registryName}/builder'
  properties: { status: 'enabled', scopeMapId: everything.id }
}
