@secure()
param password string

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'shop'
  location: 'westeurope'
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    DOCKER_REGISTRY_SERVER_URL: 'https://contosoregistry.azurecr.io'
    DOCKER_REGISTRY_SERVER_USERNAME: 'reader'
    DOCKER_REGISTRY_SERVER_PASSWORD: password
  }
}
