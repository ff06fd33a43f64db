param registryName string = 'contosoregistry'

module acr 'registry.bicep' = {
  name: 'acr'
  params: { name: registryName }
}

module endpoint 'endpoint.bicep' = {
  name: 'endpoint'
  params: { name: '${acr.outputs.name}-endpoint', target: acr.outputs.id }
}
