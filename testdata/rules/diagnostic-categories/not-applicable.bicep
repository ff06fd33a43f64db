resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'contoso'
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: vault
  properties: {
    workspaceId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/logs'
    metrics: [
      { category: 'AllMetrics', enabled: true }
    ]
  }
}
