param subnet string

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: { publicNetworkAccess: 'Enabled' }
}

module endpoint 'endpoint.bicep' = {
  name: 'endpoint'
  params: { subnet: subnet, services: [{ name: 'registry', id: acr.id }] }
}
