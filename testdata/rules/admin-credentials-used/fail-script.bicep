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

resource script 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: 'import'
  location: 'westeurope'
  kind: 'AzureCLI'
  properties: {
    azCliVersion: '2.60.0'
    retentionInterval: 'P1D'
    environmentVariables: [
      {
        name: 'TOKEN'
        secureValue: acr.listCredentials().passwords[0].value
      }
    ]
  }
}
