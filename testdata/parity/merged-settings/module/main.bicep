module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    overrides: { properties: { adminUserEnabled: true }, tags: { team: 'b' } }
  }
}
