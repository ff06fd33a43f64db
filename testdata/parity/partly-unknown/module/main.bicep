param partners string[]
param port int
param hostname string

module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    networks: [...['203.0.113.0/24', '10.0.0.0/8'], ...partners]
    tags: { known: 'yes', port: 'p${port}' }
    hooks: {
      plain: 'http://${hostname}/push'
      safe: 'https://${hostname}:${port}/push'
      unclear: '${hostname}/push'
    }
  }
}
