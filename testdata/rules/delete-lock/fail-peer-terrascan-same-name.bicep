// terrascan AC_AZURE_0185 takes any lock for one of the registry that is called like it, or whose
// scope is.
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
}

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'contosodata'
}

resource acrlock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'acr'
  scope: data
  properties: { level: 'CanNotDelete' }
}
