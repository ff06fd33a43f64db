resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    siteConfig: {
      windowsFxVersion: 'DOCKER|contosoregistry.azurecr.io/team/app:1.2'
      acrUseManagedIdentityCreds: false
    }
  }
}

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: 'contosoregistry'
}
