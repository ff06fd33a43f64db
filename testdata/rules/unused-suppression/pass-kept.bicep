// acrlint: ignore[admin-user, unused-suppression] on while the old cluster is drained
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
  properties: {
    adminUserEnabled: false
  }
}
