resource acr 'Microsoft.ContainerRegistry/registries@2023-08-15' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    anonymousPullEnabled: false
  }
}
