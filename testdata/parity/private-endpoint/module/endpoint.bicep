param name string
param target string

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: name
  properties: {
    privateLinkServiceConnections: [
      { properties: { privateLinkServiceId: target, groupIds: ['registry'] } }
    ]
  }
}
