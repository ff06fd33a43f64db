param pat string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource build 'Microsoft.ContainerRegistry/registries/tasks@2019-04-01' = {
  parent: acr
  name: 'build'
  location: 'westeurope'
  properties: {
    step: {
      type: 'Docker'
      dockerFilePath: 'Dockerfile'
      contextPath: 'https://github.com/contoso/app.git#main'
      contextAccessToken: pat
    }
  }
}
