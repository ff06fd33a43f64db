param registries array = [
  { name: 'contosoone', admin: true }
  { name: 'contosotwo', admin: false }
]

module acr 'registry.bicep' = [for registry in registries: {
  name: registry.name
  params: { name: registry.name, admin: registry.admin, hosts: range(1, 2) }
}]

module numbered 'registry.bicep' = [for i in range(0, 2): {
  name: 'number-${i}'
  params: { name: 'contosonumber${i}', sku: 'Standard' }
}]
