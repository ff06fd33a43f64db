resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource build 'Microsoft.ContainerRegistry/registries/tasks@2019-04-01' = {
  parent: acr
  name: 'build'
  location: 'westeurope'
  properties: {
    platform: { os: 'Linux' }
    step: { type: 'FileTask', taskFilePath: 'acr-task.yaml' }
    credentials: {
      customRegistries: {
        '${acr.properties.loginServer}': {
          password: { type: 'Opaque', value: 'contosoNotReal0000' }
        }
      }
    }
  }
}
