resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  tags: { stage: 'prod', 'cost-center': '42' }
  sku: { name: 'Premium' }
  identity: { type: 'SystemAssigned' }
  properties: {
    adminUserEnabled: true
    anonymousPullEnabled: true
    publicNetworkAccess: 'Enabled'
    networkRuleBypassOptions: 'AzureServices'
    networkRuleBypassAllowedForTasks: true
    roleAssignmentMode: 'AbacRepositoryPermissions'
    dataEndpointEnabled: true
    zoneRedundancy: 'Enabled'
    networkRuleSet: { defaultAction: 'Allow' }
    policies: {
      exportPolicy: { status: 'enabled' }
      quarantinePolicy: { status: 'disabled' }
      retentionPolicy: { status: 'enabled', days: 30 }
    }
  }
}
