module registry 'modules/registry.bicep' = {
  name: 'registry'
  params: {
    name: 'contosoregistry'
  }
}
