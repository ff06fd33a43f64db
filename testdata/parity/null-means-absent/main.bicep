param settings object = { admin: null }
param access string?

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: settings.?admin
    publicNetworkAccess: access ?? 'Disabled'
    anonymousPullEnabled: settings.?missing.?deeper ?? true
  }
}
