param name string
param firewall object = {}

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: false
    networkRuleSet: empty(firewall) ? null : firewall
  }
}
