module registry 'registry.bicep' = {
  name: 'registry'
  params: {
    replicas: ['northeurope']
  }
}

module access 'access.bicep' = {
  name: 'access'
  params: {
    registryName: registry.outputs.name
    actions: ['repositories/*/content/read', 'repositories/apps/content/write']
    hook: { uri: 'http://hooks.contoso.com/push', actions: ['push', 'delete'] }
  }
}
