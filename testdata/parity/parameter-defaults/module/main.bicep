module acr 'registry.bicep' = {
  name: 'acr'
}
