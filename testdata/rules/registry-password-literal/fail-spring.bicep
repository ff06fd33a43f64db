resource registry 'Microsoft.AppPlatform/Spring/containerRegistries@2024-05-01-preview' = {
  name: 'contoso/images'
  properties: {
    credentials: {
      type: 'BasicAuth'
      server: 'contosoregistry.azurecr.io'
      username: 'reader'
      password: 'hunter2-literal'
    }
  }
}
