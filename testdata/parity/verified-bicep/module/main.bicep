module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    name: 'contosoregistry'
    replicas: ['northeurope']
    hook: 'http://hooks.contoso.com/push'
  }
}
