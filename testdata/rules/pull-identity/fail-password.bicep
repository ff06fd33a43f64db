@secure()
param password string

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    siteConfig: {
      linuxFxVersion: 'DOCKER|contosoregistry.azurecr.io/team/app:1.2'
      appSettings: [
        {
          name: 'DOCKER_REGISTRY_SERVER_PASSWORD'
          value: password
        }
      ]
    }
  }
}
