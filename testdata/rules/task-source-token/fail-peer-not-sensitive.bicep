// The linter of Bicep (use-secure-value-for-secure-inputs) says nothing here: the types do not mark
// tokens of tasks as sensitive.
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource build 'Microsoft.ContainerRegistry/registries/tasks@2019-04-01' = {
  parent: acr
  name: 'build'
  location: 'westeurope'
  properties: {
    step: {
      type: 'FileTask'
      contextPath: 'https://github.com/contoso/app.git'
      contextAccessToken: 'ghp_contosoNotRealToken0000000000000000'
      taskFilePath: 'acr-task.yaml'
    }
  }
}
