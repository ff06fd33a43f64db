resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}

resource other 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoother'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}

resource deploy 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  parent: other
  name: 'deployhook'
  location: 'westeurope'
  properties: {
    serviceUri: 'https://hooks.contoso.com/acr'
    actions: [
      'push'
    ]
  }
}
