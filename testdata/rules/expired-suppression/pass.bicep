resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Standard' }
  properties: {
    // acrlint: ignore[admin-user] legacy agents sign in with it until=2026-12-31
    adminUserEnabled: true
  }
}
