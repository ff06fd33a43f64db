@secure()
param password string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: 'shop'
}

resource slot 'Microsoft.Web/sites/slots@2024-04-01' = {
  parent: app
  name: 'staging'
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
