@secure()
param password string

// A registry that is none of Azure has no other way to sign in.
resource app 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    imageRegistryCredentials: [
      {
        server: 'ghcr.io'
        username: 'reader'
        password: password
      }
    ]
  }
}
