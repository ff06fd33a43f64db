param second bool
param names array = ['one', 'two']
param vaultName string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

module first 'parts/registry.bicep' = {
  name: 'first-registry'
  params: {
    name: 'firstregistry'
    admin: true
    token: vault.getSecret('token')
  }
}

module maybe 'parts/registry.bicep' = if (second) {
  name: 'maybe-registry'
  params: {
    name: '${first.outputs.name}2'
    sku: 'Premium'
    admin: false
  }
}

module many 'parts/registry.bicep' = [for (name, i) in names: {
  name: 'many-${i}'
  params: {
    name: '${name}registry'
    admin: i == 0
  }
}]

resource hook 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  name: '${first.outputs.name}/hook'
  location: 'westeurope'
  tags: {
    maybe: maybe.?outputs.name ?? 'none'
    last: many[1].outputs.name
    deployment: first.name
    id: maybe.?outputs.?id
  }
  properties: {
    actions: ['push']
    serviceUri: 'https://${first.outputs.server}/${many[0].outputs.server}'
  }
}

output all array = [for i in range(0, length(names)): many[i].outputs.id]
