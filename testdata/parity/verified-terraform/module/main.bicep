module acr 'registry.bicep' = {
  name: 'acr'
  params: { zones: 'Enabled', retention: { days: 7, status: 'enabled' } }
}
