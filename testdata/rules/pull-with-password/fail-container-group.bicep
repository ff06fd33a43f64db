@secure()
param password string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

resource app 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    imageRegistryCredentials: [
      {
        server: acr.properties.loginServer
        username: 'reader'
        password: password
      }
    ]
  }
}
