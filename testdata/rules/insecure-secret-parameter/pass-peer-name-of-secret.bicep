// Azure.Deployment.SecureParameter goes by names; this parameter has the name of a secret in it, not
// the secret.
param passwordSecretName string = 'acr'
@secure()
param acrPassword string

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    configuration: {
      registries: [
        {
          server: 'contosoregistry.azurecr.io'
          username: 'reader'
          passwordSecretRef: passwordSecretName
        }
      ]
      secrets: [
        {
          name: passwordSecretName
          value: acrPassword
        }
      ]
    }
  }
}
