param server string
@secure()
param password string

resource app 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    imageRegistryCredentials: [
      {
        server: server
        username: 'reader'
        password: password
      }
    ]
  }
}
