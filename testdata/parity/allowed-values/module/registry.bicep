param name string
param sku string
param properties object

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  sku: { name: sku }
  properties: properties
}
