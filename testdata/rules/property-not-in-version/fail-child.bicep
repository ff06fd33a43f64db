resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource hook 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  parent: acr
  name: 'builds'
  location: 'westeurope'
  properties: {
    serviceURL: 'https://hooks.contoso.com'
    actions: ['push']
  }
}
