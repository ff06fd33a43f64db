var suffix = toLower(uniqueString(resourceGroup().id))

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: replace('contoso-${suffix}', '-', '')
  location: resourceGroup().location
  sku: {
    name: 'Basic'
  }
}
