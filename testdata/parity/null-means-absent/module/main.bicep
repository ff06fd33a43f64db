param settings object = { admin: null }

module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    admin: settings.?admin
    access: null
    anonymous: settings.?missing.?deeper
  }
}
