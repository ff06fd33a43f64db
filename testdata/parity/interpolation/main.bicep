param stage string
var prefix = 'contoso'

resource known 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: '${prefix}registry${1 + 1}'
  location: toLower('WestEurope')
  sku: { name: 'Premium' }
}

resource partly 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: '${prefix}${stage}acr'
  location: 'westeurope'
  tags: { owner: 'team-${stage}', literal: 'a\'b $' }
  sku: { name: 'Premium' }
}
