resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
}

resource hubLogin 'Microsoft.ContainerRegistry/registries/credentialSets@2025-11-01' = {
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
        passwordSecretIdentifier: 'https://contoso.vault.azure.net/secrets/hub-password'
      }
    ]
  }
}

resource hub 'Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01' = {
  parent: acr
  name: 'hub-rule'
  properties: {
    sourceRepository: 'docker.io/library/nginx'
    targetRepository: 'cached/app'
    credentialSetResourceId: hubLogin.id
  }
}
