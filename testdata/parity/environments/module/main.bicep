param environments array = ['dev', 'test', 'prod']

var names = flatten(map(environments, environment => map(range(0, 6), i => { environment: environment, number: i })))

module acr 'registry.bicep' = [for one in names: {
  name: 'acr${one.environment}${one.number}'
  params: {
    name: 'contoso${one.environment}${one.number}'
    sku: one.environment == 'prod' ? 'Premium' : one.number > 2 ? 'Standard' : 'Basic'
    number: one.number
  }
}]
