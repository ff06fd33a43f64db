type tier = 'Basic' | 'Standard' | 'Premium'

type settings = {
  admin: bool?
  retention: {
    days: int?
  }?
}

@secure()
type hidden = string

param name string
param sku tier
param other tier?
param options settings?
param token hidden
param access 'Enabled' | 'Disabled'?
param count int?
param fixed tier = 'Standard'

@allowed(['push', 'delete'])
param actions string[]

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  sku: {
    name: sku
  }
  tags: {
    other: other
    token: token
    fixed: fixed
    actions: actions
  }
  properties: {
    adminUserEnabled: options.?admin ?? false
    publicNetworkAccess: access
    policies: {
      retentionPolicy: {
        days: options.?retention.?days ?? count ?? 7
        status: options.?retention.days != null ? 'enabled' : 'disabled'
      }
    }
  }
}
