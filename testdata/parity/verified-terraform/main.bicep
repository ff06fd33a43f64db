resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: true
    anonymousPullEnabled: false
    dataEndpointEnabled: false
    publicNetworkAccess: 'Enabled'
    networkRuleBypassOptions: 'None'
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [{ value: '203.0.113.0/24', action: 'Allow' }]
    }
    zoneRedundancy: 'Enabled'
    policies: {
      exportPolicy: { status: 'enabled' }
      quarantinePolicy: { status: 'disabled' }
      trustPolicy: { status: 'disabled' }
      retentionPolicy: { days: 7, status: 'enabled' }
    }
  }
}

resource replica 'Microsoft.ContainerRegistry/registries/replications@2025-11-01' = {
  parent: acr
  name: 'northeurope'
  location: 'northeurope'
  properties: { regionEndpointEnabled: true, zoneRedundancy: 'Enabled' }
}

resource readers 'Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01' = {
  parent: acr
  name: 'team-readers'
  properties: { actions: ['repositories/team/content/read'] }
}
