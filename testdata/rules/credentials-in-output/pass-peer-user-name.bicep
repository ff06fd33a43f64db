// Azure.Deployment.OutputSecretValue reports everything that `listCredentials` gives. The user name is
// the name of the registry, which is no secret.
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
  properties: {
    adminUserEnabled: true
  }
}

output user string = acr.listCredentials().username
