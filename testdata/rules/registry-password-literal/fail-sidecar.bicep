resource sidecar 'Microsoft.Web/sites/sitecontainers@2024-04-01' = {
  name: 'shop/cache'
  properties: {
    image: 'contosoregistry.azurecr.io/team/cache:1.2'
    isMain: false
    authType: 'UserCredentials'
    userName: 'reader'
    passwordSecret: 'hunter2-literal'
  }
}
