// Azure.ContainerApp.ManagedIdentity and policy b874ab2d are content with the identity that the app
// has; nothing uses it to pull.
@secure()
param acrPassword string

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'shop'
  location: 'westeurope'
  identity: {
    type: 'SystemAssigned'
  }
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
