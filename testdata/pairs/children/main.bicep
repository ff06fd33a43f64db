param name string = 'contosoregistry'
param foreign string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }

  resource replica 'replications' = {
    name: 'northeurope'
    location: 'northeurope'
    properties: {
      zoneRedundancy: 'Enabled'
    }
  }
}

resource theirs 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: foreign
  scope: resourceGroup('theirs')
}

resource hook 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  parent: acr
  name: 'pushed'
  location: acr.location
  properties: {
    actions: ['push']
    status: 'enabled'
    serviceUri: 'https://${theirs.properties.loginServer}/hook'
  }
}

resource scope 'Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01' = {
  name: '${acr.name}/reader'
  properties: {
    actions: ['repositories/*/content/read']
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  scope: acr
  properties: {
    level: 'CanNotDelete'
    notes: theirs.id
  }
}
