// Trivy AZU-0030 passes this: it judges wildcards only of roles whose assignable scope is `/`.
resource role 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'everything')
  properties: {
    roleName: 'Contoso Everything'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: ['*']
      }
    ]
  }
}
