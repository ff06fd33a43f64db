param kind string
param company string
param days int?

func short(company string) string => toLower(split(company, ' ')[0])

var tags = { owner: toUpper(short(company)), label: join(['a', 'b', 'c'], '_'), code: '00${days == null ? 7 : 7}' }
var isLimited = endsWith(company, 'Ltd')

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: '${short(company)}${kind}${isLimited ? string(length(company)) : 'cd'}'
  location: 'westeurope'
  tags: isLimited ? tags : { ...tags, extra: 'x' }
  sku: { name: isLimited ? 'Premium' : 'Standard' }
  properties: {
    adminUserEnabled: isLimited
    policies: days == null ? null : { retentionPolicy: { days: days, status: 'enabled' } }
  }
}
