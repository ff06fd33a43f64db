param sku string
param zones bool = false

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: toLower('contoso${sku}')
  location: 'westeurope'
  sku: { name: sku }
  properties: {
    anonymousPullEnabled: true
    zoneRedundancy: zones ? 'Enabled' : 'Disabled'
  }
}
