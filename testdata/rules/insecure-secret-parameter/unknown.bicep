param server string
param acrPassword string

resource app 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    imageRegistryCredentials: [
      {
        server: server
        username: 'reader'
        password: acrPassword
      }
    ]
  }
}
