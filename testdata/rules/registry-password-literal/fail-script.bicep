resource script 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: 'import'
  location: 'westeurope'
  kind: 'AzureCLI'
  properties: {
    azCliVersion: '2.60.0'
    retentionInterval: 'P1D'
    environmentVariables: [
      {
        name: 'ACR_PASSWORD'
        secureValue: 'hunter2-literal'
      }
    ]
  }
}
