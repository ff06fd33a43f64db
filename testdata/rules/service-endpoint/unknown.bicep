param subnets array

resource acr 'Microsoft.ContainerRegistry/registries@2021-06-01-preview' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    networkRuleSet: {
      defaultAction: 'Deny'
      virtualNetworkRules: subnets
    }
  }
}
