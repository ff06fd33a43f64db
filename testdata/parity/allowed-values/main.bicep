@allowed(['Standard', 'Premium'])
param sku string

@allowed(['westeurope', 'northeurope'])
param location string = 'westeurope'

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: location
  sku: { name: sku }
  properties: { adminUserEnabled: sku == 'Basic' }
}

resource other 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoother'
  location: location
  sku: { name: sku }
  properties: {
    publicNetworkAccess: sku == 'Premium' ? 'Disabled' : 'Enabled'
    policies: { exportPolicy: { status: 'disabled' } }
  }
}
