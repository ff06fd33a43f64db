resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: acr
  properties: {
    workspaceId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/logs'
    logs: [
      { category: 'ContainerRegistryLoginEvents', enabled: true }
    ]
  }
}
