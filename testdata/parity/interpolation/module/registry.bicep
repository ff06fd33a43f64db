param name string
param location string = 'westeurope'
param tags object?

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: toLower(location)
  tags: tags
  sku: { name: 'Premium' }
}
