resource role 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'images')
  properties: {
    roleName: 'Contoso Images'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: ['*/read', 'Microsoft.ContainerRegistry/registries/tasks/*']
      }
    ]
  }
}
