// Container Apps pull with such tokens too.
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    configuration: {
      registries: [{ server: acr.properties.loginServer, identity: 'system' }]
    }
    template: {
      containers: [{ name: 'shop', image: '${acr.properties.loginServer}/shop:1.2' }]
    }
  }
}
