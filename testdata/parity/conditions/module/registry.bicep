param name string
param admin bool
param sku string = 'Premium'

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  sku: { name: sku }
  properties: { adminUserEnabled: admin }
}
