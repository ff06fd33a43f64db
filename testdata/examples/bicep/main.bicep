targetScope = 'resourceGroup'

@description('Turns on what only test environments may have.')
param isTest bool

param location string = resourceGroup().location

var names = {
  shared: 'contososhared'
  team: 'contosoteam'
}

module shared 'modules/registry.bicep' = {
  name: 'shared'
  params: {
    name: names.shared
    location: location
    adminUserEnabled: isTest
    allowedRanges: [
      '198.51.0.0/15'
    ]
  }
}

resource team 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: names.team
  location: location
  sku: {
    name: 'Premium'
  }
  properties: {
    publicNetworkAccess: 'Disabled'
    policies: {
      exportPolicy: {
        status: 'disabled'
      }
    }
  }

  resource onPush 'webhooks' = {
    name: 'onpush'
    location: location
    properties: {
      serviceUri: 'http://builds.contoso.example/hooks/registry'
      actions: [
        'push'
      ]
    }
  }
}
