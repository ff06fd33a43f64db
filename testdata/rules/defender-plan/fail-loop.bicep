targetScope = 'subscription'

resource plans 'Microsoft.Security/pricings@2024-01-01' = [for plan in ['KeyVaults', 'Containers']: {
  name: plan
  properties: {
    pricingTier: 'Free'
  }
}]
