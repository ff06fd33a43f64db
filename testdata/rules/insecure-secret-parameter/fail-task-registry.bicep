param password string

resource build 'Microsoft.ContainerRegistry/registries/tasks@2019-04-01' = {
  name: 'contosoregistry/build'
  location: 'westeurope'
  properties: {
    credentials: {
      customRegistries: {
        'contosobase.azurecr.io': {
          userName: {
            type: 'Opaque'
            value: 'reader'
          }
          password: {
            type: 'Opaque'
            value: password
          }
        }
      }
    }
  }
}
