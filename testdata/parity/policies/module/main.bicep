param arm bool

module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    arm: arm ? 'enabled' : 'disabled'
  }
}
