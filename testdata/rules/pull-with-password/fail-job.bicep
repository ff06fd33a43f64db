@secure()
param acrPassword string

resource job 'Microsoft.App/jobs@2025-01-01' = {
  name: 'nightly'
  location: 'westeurope'
  properties: {
    configuration: {
      registries: [
        {
          server: 'contosoregistry.azurecr.io'
          username: 'reader'
          passwordSecretRef: 'acr'
        }
      ]
      secrets: [
        {
          name: 'acr'
          value: acrPassword
        }
      ]
    }
  }
}
