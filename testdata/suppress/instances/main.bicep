var registries = [
  { name: 'contosoone', admin: true }
  { name: 'contosotwo', admin: true } // acrlint: ignore[admin-user] this one only
]

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = [for it in registries: {
  name: it.name
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: it.admin
  }
}]
