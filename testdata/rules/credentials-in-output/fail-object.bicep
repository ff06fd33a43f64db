resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
  properties: {
    adminUserEnabled: true
  }
}

var credentials = acr.listCredentials()

output registry object = {
  server: acr.properties.loginServer
  access: credentials
}
