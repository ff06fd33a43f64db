resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Basic'
  }
}

resource build 'Microsoft.ContainerRegistry/registries/tasks@2019-04-01' = {
  parent: acr
  name: 'build-app'
  location: 'westeurope'
  properties: {
    timeout: 60
    platform: {
      os: 'Linux'
    }
    step: {
      type: 'Docker'
      dockerFilePath: 'Dockerfile'
      contextPath: 'https://github.com/contoso/app#main'
    }
  }
}
