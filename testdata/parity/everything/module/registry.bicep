param name string
param tags object = {}
param isOpen bool = false
param retentionDays int = 0
var access = isOpen ? 'Enabled' : 'Disabled'

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  tags: tags
  sku: { name: 'Premium' }
  identity: { type: 'SystemAssigned' }
  properties: {
    adminUserEnabled: isOpen
    anonymousPullEnabled: isOpen
    publicNetworkAccess: access
    networkRuleBypassOptions: isOpen ? 'AzureServices' : 'None'
    networkRuleBypassAllowedForTasks: isOpen
    roleAssignmentMode: 'AbacRepositoryPermissions'
    dataEndpointEnabled: true
    zoneRedundancy: 'Enabled'
    networkRuleSet: { defaultAction: isOpen ? 'Allow' : 'Deny' }
    policies: {
      exportPolicy: { status: toLower(access) }
      quarantinePolicy: { status: 'disabled' }
      retentionPolicy: { status: retentionDays > 0 ? 'enabled' : 'disabled', days: retentionDays }
    }
  }
}
