param company string = 'Contoso Ltd'
var short = toLower(split(company, ' ')[0])
var tags = { owner: toUpper(short), label: replace('a-b-c', '-', '_'), code: padLeft(string(7), 3, '0') }

resource one 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: '${short}one${length(company)}'
  location: 'westeurope'
  tags: tags
  sku: { name: startsWith(short, 'con') ? 'Premium' : 'Basic' }
  properties: {
    adminUserEnabled: contains(company, 'Ltd')
    policies: { retentionPolicy: { days: max(7, 30), status: 'enabled' } }
  }
}

resource two 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: join([short, 'two', substring('abcdef', 2, 2)], '')
  location: 'westeurope'
  tags: union(tags, { extra: trim('  x  ') })
  sku: { name: 'Standard' }
  properties: { adminUserEnabled: !empty(filter(['a', 'bb'], text => length(text) > 2)) }
}
