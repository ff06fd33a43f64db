param regions array
param rules array = ['10.0.0.0/24', '10.0.1.0/24']
param more bool

var stages = ['dev', 'test', 'prod']
var names = [for (stage, i) in stages: '${stage}${i}registry']
var optional = more ? ['a', 'b'] : ['a']
var bySecond = toObject(stages, stage => stage, stage => length(stage))

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = [for (stage, i) in stages: if (stage != 'test') {
  name: names[i]
  location: 'westeurope'
  sku: {
    name: stage == 'prod' ? 'Premium' : 'Basic'
  }
  tags: {
    index: i
    lengths: bySecond[stage]
  }
  properties: {
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [for rule in rules: {
        action: 'Allow'
        value: rule
      }]
    }
  }
}]

resource replicas 'Microsoft.ContainerRegistry/registries/replications@2025-11-01' = [for region in regions: {
  parent: acr[2]
  name: region.name
  location: region.name
  tags: {
    zones: region.?zones ?? 'none'
  }
}]

resource hooks 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = [for name in optional: {
  parent: acr[0]
  name: name
  location: acr[0].location
  properties: {
    actions: map(filter(stages, stage => startsWith(stage, 'd')), stage => 'push-${stage}')
    serviceUri: 'https://${name}.contoso.com'
  }
}]

resource copies 'Microsoft.ContainerRegistry/registries@2025-11-01' = [for i in range(1, 2): {
  name: 'copy${i}registry'
  location: 'westeurope'
  sku: {
    name: 'Basic'
  }
  tags: {
    first: acr[0].name
  }
}]
