param registryName string = 'contosoregistry'

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: registryName
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: { publicNetworkAccess: 'Disabled' }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: '${registryName}-endpoint'
  properties: {
    privateLinkServiceConnections: [
      { properties: { privateLinkServiceId: acr.id, groupIds: ['registry'] } }
    ]
  }
}
