// Nobody sets the policy here, but a caller of this module may.
param softDeletePolicy object?

resource acr 'Microsoft.ContainerRegistry/registries@2023-06-01-preview' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    policies: {
      softDeletePolicy: softDeletePolicy
    }
  }
}
