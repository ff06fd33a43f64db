param anonymous bool

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoinner'
  sku: { name: 'Premium' }
  properties: {
    anonymousPullEnabled: anonymous
  }
}
