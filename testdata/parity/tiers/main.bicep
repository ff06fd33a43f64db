var tiers = {
  basic: { sku: 'Basic', anonymous: true, zones: false }
  premium: { sku: 'Premium', anonymous: true, zones: true }
  standard: { sku: 'Standard', anonymous: true, zones: false }
}

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = [for tier in items(tiers): {
  name: 'contoso${tier.key}'
  location: 'westeurope'
  sku: { name: tier.value.sku }
  properties: {
    anonymousPullEnabled: tier.value.anonymous
    zoneRedundancy: tier.value.zones ? 'Enabled' : 'Disabled'
  }
}]
