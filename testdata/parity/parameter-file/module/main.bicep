param settings object

module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    name: settings.name
    admin: settings.admin
    offices: settings.offices
  }
}
