param deployExtra bool
var inProduction = true

resource wanted 'Microsoft.ContainerRegistry/registries@2025-11-01' = if (inProduction) {
  name: 'contosowanted'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: { adminUserEnabled: true }
}

resource unwanted 'Microsoft.ContainerRegistry/registries@2025-11-01' = if (!inProduction) {
  name: 'contosounwanted'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: { adminUserEnabled: true }
}

resource extra 'Microsoft.ContainerRegistry/registries@2025-11-01' = if (deployExtra) {
  name: 'contosoextra'
  location: 'westeurope'
  sku: { name: deployExtra ? 'Premium' : 'Basic' }
  properties: { adminUserEnabled: inProduction ? false : true }
}
