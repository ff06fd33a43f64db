param name string
param tier string
param isClosed bool
param location string

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: name
  location: location
  sku: { name: tier }
  properties: {
    publicNetworkAccess: isClosed ? 'Disabled' : 'Enabled'
    policies: isClosed ? { exportPolicy: { status: 'disabled' } } : {}
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2023-11-01' = if (isClosed) {
  name: 'registry'
  location: location
  properties: {
    subnet: { id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'hub', 'endpoints') }
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
