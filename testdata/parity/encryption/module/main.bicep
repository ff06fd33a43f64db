param keyName string
var vault = 'https://contoso.vault.azure.net'
var client = '11111111-1111-1111-1111-111111111111'

module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    name: 'contosoregistry'
    key: { client: client, uri: '${vault}/keys/acr/0123456789abcdef0123456789abcdef' }
    identities: ['/subscriptions/0/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i']
  }
}

module other 'registry.bicep' = {
  name: 'other'
  params: {
    name: 'contosoother'
    key: { client: client, uri: '${vault}/keys/${keyName}' }
  }
}
