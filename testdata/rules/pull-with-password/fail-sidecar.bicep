@secure()
param password string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: 'shop'
}

resource sidecar 'Microsoft.Web/sites/sitecontainers@2024-04-01' = {
  parent: app
  name: 'cache'
  properties: {
    image: 'contosoregistry.azurecr.io/team/cache:1.2'
    isMain: false
    authType: 'UserCredentials'
    userName: 'reader'
    passwordSecret: password
  }
}
