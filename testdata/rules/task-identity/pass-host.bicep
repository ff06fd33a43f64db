resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
}

resource build 'Microsoft.ContainerRegistry/registries/tasks@2019-06-01-preview' = {
  parent: acr
  name: 'build'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    platform: { os: 'Linux' }
    step: {
      type: 'Docker'
      contextPath: 'https://github.com/contoso/app.git'
      dockerFilePath: 'Dockerfile'
      imageNames: ['app:{{.Run.ID}}']
    }
    credentials: {
      customRegistries: {
        '${acr.properties.loginServer}': { identity: '[system]' }
      }
    }
  }
}
