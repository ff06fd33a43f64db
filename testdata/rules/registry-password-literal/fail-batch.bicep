resource pool 'Microsoft.Batch/batchAccounts/pools@2024-07-01' = {
  name: 'contoso/render'
  properties: {
    deploymentConfiguration: {
      virtualMachineConfiguration: {
        containerConfiguration: {
          type: 'DockerCompatible'
          containerRegistries: [
            {
              registryServer: 'contosoregistry.azurecr.io'
              username: 'reader'
              password: 'hunter2-literal'
            }
          ]
        }
      }
    }
  }
}
