targetScope = 'subscription'

param plan string

resource plan 'Microsoft.Security/pricings@2024-01-01' = {
  name: plan
  properties: {
    pricingTier: 'Free'
  }
}
