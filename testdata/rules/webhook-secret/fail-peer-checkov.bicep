// CKV2_AZURE_30 looks at the scheme only and passes an address with a password in it.
param user string

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
    serviceUri: 'https://${user}:hunter2@hooks.contoso.com/acr'
    actions: [
      'push'
    ]
  }
}
