param name string
param tags object
param isClosed bool

var closed = { publicNetworkAccess: 'Disabled', policies: { exportPolicy: { status: 'disabled' } } }

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  tags: tags
  sku: { name: isClosed ? 'Premium' : 'Standard' }
  properties: union({ adminUserEnabled: !isClosed }, isClosed ? closed : {})
}

output registry object = { name: acr.name, id: acr.id }
