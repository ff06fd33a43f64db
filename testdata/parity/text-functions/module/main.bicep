module one 'registry.bicep' = {
  name: 'one'
  params: { kind: 'one', company: 'Contoso Ltd', days: 30 }
}

module two 'registry.bicep' = {
  name: 'two'
  params: { kind: 'two', company: 'Contoso' }
}
