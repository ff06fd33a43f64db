resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    template: {
      containers: [
        {
          name: 'web'
          image: 'contosoregistry.azurecr.io/team/app:latest'
        }
      ]
    }
  }
}
