param password string

// The registry is none of Azure.
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
