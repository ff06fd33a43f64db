resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
  properties: {
    adminUserEnabled: true // acrlint: ignore[admin-user] legacy agents sign in with it
  }
}
