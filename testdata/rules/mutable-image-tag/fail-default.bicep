param tag string = 'latest'

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    template: {
      containers: [
        {
          name: 'web'
          image: '${acr.properties.loginServer}/team/app:${tag}'
        }
      ]
    }
  }
}
