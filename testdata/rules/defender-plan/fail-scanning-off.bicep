targetScope = 'subscription'

resource plan 'Microsoft.Security/pricings@2024-01-01' = {
  name: 'Containers'
  properties: {
    pricingTier: 'Standard'
    extensions: [
      { name: 'ContainerRegistriesVulnerabilityAssessments', isEnabled: 'False' }
      { name: 'AgentlessDiscoveryForKubernetes', isEnabled: 'True' }
    ]
  }
}
