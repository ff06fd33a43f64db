resource acr 'Microsoft.ContainerRegistry/registries@2019-05-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
}
