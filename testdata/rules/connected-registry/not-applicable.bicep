resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}

resource edge 'Microsoft.ContainerRegistry/registries/connectedRegistries@2025-11-01' = {
  parent: acr
  name: 'contosoedge'
  properties: {
    mode: 'ReadWrite'
    parent: {
      syncProperties: {
        tokenId: '/subscriptions/0/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry/tokens/edge-sync'
        messageTtl: 'P2D'
      }
    }
    logging: {
      logLevel: 'Information'
      auditLogStatus: 'Enabled'
    }
  }
}
