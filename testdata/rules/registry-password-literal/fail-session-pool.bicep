resource pool 'Microsoft.App/sessionPools@2025-01-01' = {
  name: 'sessions'
  location: 'westeurope'
  properties: {
    secrets: [
      {
        name: 'acr'
        value: 'hunter2-literal'
      }
    ]
    customContainerTemplate: {
      registryCredentials: {
        server: 'contosoregistry.azurecr.io'
        username: 'reader'
        passwordSecretRef: 'acr'
      }
    }
  }
}
