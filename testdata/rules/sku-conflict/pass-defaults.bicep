resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Basic' }
  properties: {
    publicNetworkAccess: 'Enabled'
    anonymousPullEnabled: false
    dataEndpointEnabled: false
    networkRuleSet: { defaultAction: 'Allow' }
    policies: {
      exportPolicy: { status: 'enabled' }
      retentionPolicy: { status: 'disabled' }
      trustPolicy: { status: 'disabled' }
      quarantinePolicy: { status: 'disabled' }
    }
  }
}
