// A firewall that denies by default restricts access. CKV_AZURE_139 fails all the same.
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [
        { value: '203.0.113.0/28' }
      ]
    }
  }
}
