resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource run 'Microsoft.ContainerRegistry/registries/taskRuns@2019-06-01-preview' = {
  parent: acr
  name: 'build'
  properties: {
    runRequest: {
      type: 'DockerBuildRequest'
      dockerFilePath: 'Dockerfile'
      platform: { os: 'Linux' }
      credentials: {
        customRegistries: {
          'fabrikam.azurecr.io': {
            password: { type: 'Opaque', value: 'contosoNotReal0000' }
          }
        }
      }
    }
  }
}
