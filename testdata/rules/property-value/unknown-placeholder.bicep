resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contoso#{environment}#'
  location: 'westeurope'
  sku: {
    name: 'Basic'
  }
}
