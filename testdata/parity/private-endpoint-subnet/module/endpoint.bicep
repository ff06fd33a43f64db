param subnet string
param services array

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'contosoendpoint'
  location: 'westeurope'
  properties: {
    subnet: { id: subnet }
    privateLinkServiceConnections: [for service in services: {
      name: service.name
      properties: { privateLinkServiceId: service.id, groupIds: [service.name] }
    }]
  }
}
