module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    tokens: [
      { name: 'soon', status: 'enabled' }
      { name: 'late-token', status: 'disabled', second: '2030-01-01T00:00:00Z' }
    ]
  }
}
