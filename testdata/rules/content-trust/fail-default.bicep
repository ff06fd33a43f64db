param contentTrust bool = true

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
  properties: {
    policies: {
      trustPolicy: {
        type: 'Notary'
        status: contentTrust ? 'enabled' : 'disabled'
      }
    }
  }
}
