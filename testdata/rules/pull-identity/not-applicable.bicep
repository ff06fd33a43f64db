resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    siteConfig: {
      linuxFxVersion: 'NODE|22-lts'
    }
  }
}
