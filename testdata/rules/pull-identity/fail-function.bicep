param tag string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'shop'
  kind: 'functionapp,linux,container'
  location: 'westeurope'
  properties: {
    siteConfig: {
      linuxFxVersion: 'DOCKER|${acr.properties.loginServer}/team/jobs:${tag}'
    }
  }
}
