resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    siteConfig: {
      linuxFxVersion: 'sitecontainers'
    }
  }
}

resource main 'Microsoft.Web/sites/sitecontainers@2024-04-01' = {
  parent: app
  name: 'main'
  properties: {
    image: 'contosoregistry.azurecr.io/team/app:1.2'
    isMain: true
    authType: 'SystemIdentity'
  }
}
