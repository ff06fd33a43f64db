param name string
param key object
param identities string[] = []

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  sku: { name: 'Premium' }
  identity: empty(identities) ? null : {
    type: 'UserAssigned'
    userAssignedIdentities: toObject(identities, id => id, id => {})
  }
  properties: {
    encryption: {
      status: 'enabled'
      keyVaultProperties: { identity: key.client, keyIdentifier: key.uri }
    }
  }
}
