resource build 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosobuild'
  location: 'westeurope'
  tags: { team: 'platform', stage: 'build' }
  sku: { name: 'Standard' }
  properties: { adminUserEnabled: true }
}

resource live 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosolive'
  location: 'westeurope'
  tags: { team: 'platform', stage: 'live' }
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: false
    publicNetworkAccess: 'Disabled'
    policies: { exportPolicy: { status: 'disabled' } }
  }
}

resource hook 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  parent: live
  name: 'livehook'
  location: 'westeurope'
  properties: { serviceUri: 'https://hooks.contoso.com/contosolive', actions: ['push'] }
}
