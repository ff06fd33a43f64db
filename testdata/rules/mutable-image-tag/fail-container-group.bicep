resource app 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    containers: [
      {
        name: 'web'
        properties: {
          image: 'contosoregistry.azurecr.io/team/app:latest'
        }
      }
    ]
  }
}
