resource acr 'Microsoft.ContainerRegistry/registries@2025-06-01-preview' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: true
    anonymousPullEnabled: false
    dataEndpointEnabled: false
    publicNetworkAccess: 'Enabled'
    networkRuleBypassOptions: 'AzureServices'
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [{ value: '203.0.113.0/24', action: 'Allow' }]
    }
    zoneRedundancy: 'Enabled'
    policies: {
      azureADAuthenticationAsArmPolicy: { status: 'disabled' }
      exportPolicy: { status: 'disabled' }
      quarantinePolicy: { status: 'disabled' }
      trustPolicy: { type: 'Notary', status: 'disabled' }
      retentionPolicy: { days: 15, status: 'enabled' }
      softDeletePolicy: { retentionDays: 7, status: 'disabled' }
    }
  }
}

resource replica 'Microsoft.ContainerRegistry/registries/replications@2025-11-01' = {
  parent: acr
  name: 'northeurope'
  location: 'northeurope'
  properties: { regionEndpointEnabled: true, zoneRedundancy: 'Disabled' }
}

resource hook 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  parent: acr
  name: 'contosohook'
  location: 'westeurope'
  properties: { serviceUri: 'http://hooks.contoso.com/push', actions: ['push'], status: 'enabled' }
}
