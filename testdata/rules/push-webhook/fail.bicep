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
    serviceUri: 'https://hooks.contoso.com/acr'
    actions: [
      'delete'
    ]
  }
}
