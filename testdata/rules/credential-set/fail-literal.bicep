resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}

resource hub 'Microsoft.ContainerRegistry/registries/credentialSets@2025-11-01' = {
  parent: acr
  name: 'hub-login'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    loginServer: 'docker.io'
    authCredentials: [
      {
        name: 'Credential1'
        usernameSecretIdentifier: 'https://contoso.vault.azure.net/secrets/hub-user'
        passwordSecretIdentifier: 'hunter2-not-a-secret-id'
      }
    ]
  }
}
