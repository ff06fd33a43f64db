// KICS a187ac47 judges every pair of a registry and a lock: a second lock, on something else, is a
// false alarm for it.
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  scope: acr
  properties: { level: 'CanNotDelete' }
}

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'contosodata'
}

resource other 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep-data'
  scope: data
  properties: { level: 'CanNotDelete' }
}
