resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
}

resource sync1 'Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01' = {
  parent: acr
  name: 'sync1'
  properties: {
    actions: [
      'gateway/contosoedge/config/read'
      'gateway/contosoedge/config/write'
      'gateway/contosoedge/message/read'
      'gateway/contosoedge/message/write'
      'repositories/team/app/content/read'
    ]
  }
}

resource edgeSync 'Microsoft.ContainerRegistry/registries/tokens@2025-11-01' = {
  parent: acr
  name: 'edge-sync'
  properties: {
    scopeMapId: sync1.id
  }
}

resource edge 'Microsoft.ContainerRegistry/registries/connectedRegistries@2025-11-01' = {
  parent: acr
  name: 'contosoedge'
  properties: {
    mode: 'ReadOnly'
    parent: {
      syncProperties: {
        tokenId: edgeSync.id
        messageTtl: 'P2D'
      }
    }
    logging: {
      logLevel: 'Information'
      auditLogStatus: 'Enabled'
    }
  }
}

resource shop 'Microsoft.ContainerRegistry/registries/connectedRegistries@2025-11-01' = {
  parent: acr
  name: 'contososhop'
  properties: {
    mode: 'ReadOnly'
    parent: {
      syncProperties: {
        tokenId: edgeSync.id
        messageTtl: 'P2D'
      }
    }
    logging: {
      logLevel: 'Information'
      auditLogStatus: 'Enabled'
    }
  }
}
