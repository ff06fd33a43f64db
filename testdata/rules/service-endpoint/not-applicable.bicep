resource acr 'Microsoft.ContainerRegistry/registries@2021-06-01-preview' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
  properties: {
    networkRuleSet: {
      defaultAction: 'Deny'
      virtualNetworkRules: [
        { id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/build' }
      ]
    }
  }
}
