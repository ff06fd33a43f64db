resource app 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    imageRegistryCredentials: [
      {
        server: 'docker.io'
        username: 'reader'
        password: 'hunter2-literal'
      }
    ]
  }
}
