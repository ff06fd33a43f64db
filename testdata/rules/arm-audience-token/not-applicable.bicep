resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    siteConfig: {
      linuxFxVersion: 'DOCKER|${acr.properties.loginServer}/team/app:1.2'
      acrUseManagedIdentityCreds: true
    }
  }
}
