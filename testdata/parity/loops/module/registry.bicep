param name string
param sku string = 'Premium'
param admin bool?
param hosts int[] = []

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  sku: { name: sku }
  properties: admin == null ? null : {
    adminUserEnabled: admin
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: map(hosts, host => { value: '203.0.113.${host}', action: 'Allow' })
    }
  }
}
