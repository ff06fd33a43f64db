param anonymous bool

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoinner'
  sku: { name: 'Premium' }
  properties: {
    anonymousPullEnabled: anonymous
  }
}
