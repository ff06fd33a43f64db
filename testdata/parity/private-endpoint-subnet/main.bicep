resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: { publicNetworkAccess: 'Enabled' }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'contosoendpoint'
  location: 'westeurope'
  properties: {
    subnet: { id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/networks/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints' }
    privateLinkServiceConnections: [
      {
        name: 'registry'
        properties: {
          privateLinkServiceId: acr.id
          groupIds: ['registry']
        }
      }
    ]
  }
}
