resource site 'Microsoft.Web/sites@2023-12-01' existing = {
  name: 'contoso'
}

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}

resource deploy 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  parent: acr
  name: 'deployhook'
  location: 'westeurope'
  properties: {
    serviceUri: 'https://${site.properties.defaultHostName}/api/acr?code=${listKeys('${site.id}/host/default', '2023-12-01').functionKeys.default}'
    actions: [
      'push'
    ]
  }
}
