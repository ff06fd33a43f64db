// Azure Policy 5b9159ae calls this non-compliant, though a Basic registry can have no key of its own.
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Basic'
  }
}
