resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
}

resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'contosoaks'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    servicePrincipalProfile: { clientId: 'msi' }
  }
}
