param subnet string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: { publicNetworkAccess: 'Enabled' }
}

module endpoint 'endpoint.bicep' = {
  name: 'endpoint'
  params: { subnet: subnet, services: [{ name: 'registry', id: acr.id }] }
}
