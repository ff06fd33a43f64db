// Without user name the app pulls as everybody may, which this registry must allow.
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    siteConfig: {
      linuxFxVersion: 'DOCKER|contosoregistry.azurecr.io/team/app:1.2'
    }
  }
}
