param zones string
param retention object
var off = { status: 'disabled' }

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
    networkRuleSet: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.0/24', action: 'Allow' }] }
    zoneRedundancy: zones
    policies: {
      exportPolicy: { status: 'enabled' }
      quarantinePolicy: off
      trustPolicy: off
      retentionPolicy: retention
    }
  }

  resource replica 'replications' = {
    name: 'northeurope'
    location: 'northeurope'
    properties: { regionEndpointEnabled: true, zoneRedundancy: zones }
  }

  resource readers 'scopeMaps' = {
    name: 'team-readers'
    properties: { actions: ['repositories/team/content/read'] }
  }
}
