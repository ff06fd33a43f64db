// What the older public module compute/container-registry makes of its parameters, as far as rules
// read it; the same in all its versions.
// Source: the tags compute/container-registry/* of Azure/bicep-registry-modules.

param name string
param location string = resourceGroup().location
param tags object = {}
@allowed(['Basic', 'Standard', 'Premium'])
param skuName string = 'Basic'
param adminUserEnabled bool = false
param publicNetworkAccessEnabled bool = true
param publicAzureAccessEnabled bool = true
param networkAllowedIpRanges array = []
@allowed(['Allow', 'Deny'])
param networkDefaultAction string = 'Deny'
param roleAssignments array = []
@allowed(['CanNotDelete', 'NotSpecified', 'ReadOnly'])
param lock string = 'NotSpecified'
param privateEndpoints array = []
param privateEndpointsApprovalEnabled bool = false
param zoneRedundancyEnabled bool = false
param replicationLocations array = []
param dataEndpointEnabled bool = false
param encryptionEnabled bool = false
param exportPolicyEnabled bool = false
param quarantinePolicyEnabled bool = false
param retentionPolicyEnabled bool = false
param retentionPolicyInDays int = 10
param trustPolicyEnabled bool = false
param encryptionKeyVaultIdentity string = ''
param encryptionKeyVaultKeyIdentifier string = ''
param diagnosticLogsRetentionInDays int = 365
param diagnosticStorageAccountId string = ''
param diagnosticWorkspaceId string = ''
param diagnosticEventHubAuthorizationRuleId string = ''
param diagnosticEventHubName string = ''
param logsToEnable array = ['ContainerRegistryRepositoryEvents', 'ContainerRegistryLoginEvents']
param metricsToEnable array = ['AllMetrics']
param tasks array = [] // since 1.1.1

var isPremium = skuName == 'Premium'
var ipRules = [for range in networkAllowedIpRanges: { value: range, action: 'Allow' }]
var connections = [for (item, index) in privateEndpoints: [
  {
    name: '${item.name}-${name}'
    properties: {
      privateLinkServiceId: registry.id
      groupIds: ['registry']
    }
  }
]]

resource registry 'Microsoft.ContainerRegistry/registries@2021-09-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: skuName
  }
  properties: {
    adminUserEnabled: adminUserEnabled
    publicNetworkAccess: !isPremium ? null : (publicNetworkAccessEnabled ? 'Enabled' : 'Disabled')
    networkRuleBypassOptions: !isPremium ? null : (publicAzureAccessEnabled ? 'AzureServices' : 'None')
    networkRuleSet: !isPremium ? null : {
      defaultAction: networkDefaultAction
      ipRules: ipRules
    }
    dataEndpointEnabled: dataEndpointEnabled
    encryption: !isPremium || !encryptionEnabled ? null : {
      status: 'enabled'
      keyVaultProperties: {
        identity: encryptionKeyVaultIdentity
        keyIdentifier: encryptionKeyVaultKeyIdentifier
      }
    }
    zoneRedundancy: !isPremium ? null : (zoneRedundancyEnabled ? 'Enabled' : 'Disabled')
    // `exportPolicyEnabled` has no effect: the module compares a boolean with a text.
    policies: {
      quarantinePolicy: {
        status: quarantinePolicyEnabled ? 'enabled' : 'disabled'
      }
      retentionPolicy: !isPremium || !retentionPolicyEnabled ? null : {
        days: retentionPolicyInDays
        status: 'enabled'
      }
      trustPolicy: !isPremium || !trustPolicyEnabled ? null : {
        type: 'Notary'
        status: 'enabled'
      }
    }
  }
}

resource replications 'Microsoft.ContainerRegistry/registries/replications@2021-09-01' = [for item in replicationLocations: if (isPremium) {
  parent: registry
  name: item.location
  location: item.location
  properties: {
    regionEndpointEnabled: item.?regionEndpointEnabled ?? false
    zoneRedundancy: (item.?zoneRedundancy ?? false) ? 'Enabled' : 'Disabled'
  }
}]

resource registryLock 'Microsoft.Authorization/locks@2020-05-01' = if (lock != 'NotSpecified') {
  scope: registry
  name: '${name}-${lock}-lock'
  properties: {
    level: lock
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(diagnosticStorageAccountId) || !empty(diagnosticWorkspaceId) || !empty(diagnosticEventHubAuthorizationRuleId) || !empty(diagnosticEventHubName)) {
  scope: registry
  name: '${name}-diagnosticSettings'
  properties: {
    storageAccountId: empty(diagnosticStorageAccountId) ? null : diagnosticStorageAccountId
    workspaceId: empty(diagnosticWorkspaceId) ? null : diagnosticWorkspaceId
    eventHubAuthorizationRuleId: empty(diagnosticEventHubAuthorizationRuleId) ? null : diagnosticEventHubAuthorizationRuleId
    eventHubName: empty(diagnosticEventHubName) ? null : diagnosticEventHubName
    metrics: map(metricsToEnable, metric => { category: metric, enabled: true })
    logs: map(logsToEnable, log => { category: log, enabled: true })
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2022-07-01' = [for (item, index) in privateEndpoints: {
  name: '${item.name}-${name}'
  location: location
  properties: {
    subnet: {
      id: item.subnetId
    }
    privateLinkServiceConnections: privateEndpointsApprovalEnabled ? [] : connections[index]
    manualPrivateLinkServiceConnections: privateEndpointsApprovalEnabled ? connections[index] : []
  }
}]

output name string = registry.name
output resourceId string = registry.id
output resourceGroupName string = resourceGroup().name
output loginServer string = registry.properties.loginServer
