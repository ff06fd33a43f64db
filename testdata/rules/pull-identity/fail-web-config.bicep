resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'shop'
  location: 'westeurope'

  resource web 'config' = {
    name: 'web'
    properties: {
      linuxFxVersion: 'DOCKER|contosoregistry.azurecr.io/team/app:1.2'
    }
  }
}

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: 'contosoregistry'
}
