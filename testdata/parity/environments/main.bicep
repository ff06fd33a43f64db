param environments array = ['dev', 'test', 'prod']

var names = flatten(map(environments, environment => map(range(0, 6), i => { environment: environment, number: i })))

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = [for one in names: {
  name: 'contoso${one.environment}${one.number}'
  location: 'westeurope'
  sku: { name: one.environment == 'prod' ? 'Premium' : one.number > 2 ? 'Standard' : 'Basic' }
  properties: {
    adminUserEnabled: one.number == 0
    anonymousPullEnabled: one.number == 5
  }
}]
