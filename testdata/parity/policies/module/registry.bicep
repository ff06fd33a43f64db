@allowed(['enabled', 'disabled'])
param arm string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    publicNetworkAccess: 'Enabled'
    policies: {
      exportPolicy: { status: 'disabled' }
      quarantinePolicy: { status: 'enabled' }
      retentionPolicy: { days: 0, status: 'disabled' }
      azureADAuthenticationAsArmPolicy: { status: arm }
    }
  }
}
