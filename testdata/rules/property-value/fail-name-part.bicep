param suffix string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contoso_${suffix}'
  location: 'westeurope'
  sku: {
    name: 'Basic'
  }
}
