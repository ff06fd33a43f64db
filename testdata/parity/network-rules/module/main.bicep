param partners array
var offices = ['203.0.113.0/24', '0.0.0.0/0']

module acr 'registry.bicep' = {
  name: 'acr'
  params: { name: 'contosoregistry', networks: offices, access: 'Enabled' }
}

module open 'registry.bicep' = {
  name: 'open'
  params: { name: 'contosoopen', networks: partners }
}
