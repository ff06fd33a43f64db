var settings = loadJsonContent('parts/settings.json')
var rules = loadJsonContent('parts/settings.json', 'rules')

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: settings.sku
  }
  tags: {
    script: loadTextContent('parts/script.txt')
    wrapped: '-${loadTextContent('parts/script.txt')}-'
    name: nameof(settings)
  }
  properties: {
    adminUserEnabled: settings.nested.admin
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [for rule in rules: {
        action: 'Allow'
        value: rule
      }]
    }
  }
}
