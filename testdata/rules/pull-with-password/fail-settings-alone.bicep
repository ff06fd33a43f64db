@secure()
param password string

// The app is made elsewhere.
resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  name: 'shop/appsettings'
  properties: {
    DOCKER_REGISTRY_SERVER_URL: 'https://contosoregistry.azurecr.io'
    DOCKER_REGISTRY_SERVER_PASSWORD: password
  }
}
