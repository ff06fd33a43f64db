resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: { publicNetworkAccess: 'Disabled' }
}

resource accepted 'Microsoft.ContainerRegistry/registries/privateEndpointConnections@2025-11-01' = {
  parent: acr
  name: 'accepted'
  properties: {
    privateEndpoint: { id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/privateEndpoints/registry' }
    privateLinkServiceConnectionState: { status: 'Approved' }
  }
}
