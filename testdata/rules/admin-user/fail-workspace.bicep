resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: true
  }
}

// Its computes sign in with the admin user unless they have the role to pull.
resource models 'Microsoft.MachineLearningServices/workspaces@2024-04-01' = {
  name: 'models'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    containerRegistry: acr.id
  }
}
