param name string
param admin bool = true
param access string = 'Enabled'
param offices string[]
param tags object = { team: 'default' }

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  tags: tags
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: admin
    publicNetworkAccess: access
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [for office in offices: { value: office, action: 'Allow' }]
    }
  }
}
