resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
}

resource logins 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logins'
  scope: acr
  properties: {
    workspaceId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/logs'
    logs: [
      { category: 'ContainerRegistryLoginEvents', enabled: true }
    ]
  }
}

resource images 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'images'
  scope: acr
  properties: {
    workspaceId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/logs'
    logs: [
      { category: 'ContainerRegistryRepositoryEvents', enabled: true }
    ]
  }
}
