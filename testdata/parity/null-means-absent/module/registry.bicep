param admin bool?
param access string?
param anonymous bool?

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: admin
    publicNetworkAccess: access ?? 'Disabled'
    anonymousPullEnabled: anonymous ?? true
  }
}
