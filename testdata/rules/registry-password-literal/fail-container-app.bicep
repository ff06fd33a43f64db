resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'shop'
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
          value: 'hunter2-literal'
        }
      ]
    }
  }
}
