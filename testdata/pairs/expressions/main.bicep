@description('Prefix of all names.')
param prefix string

@allowed(['Standard', 'Premium'])
param sku string = 'Premium'

@allowed(['dev', 'prod'])
param stage string

param location string = resourceGroup().location
param tags object = {}

@secure()
param password string

var isProduction = stage == 'prod'
var name = toLower('${prefix}registry${isProduction ? '' : uniqueString(resourceGroup().id)}')
var common = {
  owner: 'platform'
  'cost-centre': 42
}
var escaped = 'it\'s [fine] {0}'

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: location
  tags: union(common, tags, { stage: stage, text: '[literal]', note: escaped })
  sku: {
    name: sku
  }
  properties: {
    adminUserEnabled: false
    publicNetworkAccess: isProduction ? 'Disabled' : 'Enabled'
    zoneRedundancy: sku == 'Premium' && isProduction ? 'Enabled' : 'Disabled'
    anonymousPullEnabled: !isProduction && contains(tags, 'anonymous')
    dataEndpointEnabled: any(tags.?dataEndpoint ?? 'false')
    policies: {
      retentionPolicy: {
        days: isProduction ? 30 + 7 * 2 : 30 % 7
        status: 'enabled'
      }
      exportPolicy: null
    }
  }
}

resource vault 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(prefix)) {
  name: '${prefix}-kv/registry'
  properties: {
    value: 'user:${password}@${acr.properties.loginServer}'
    contentType: '${acr.type}/${acr.apiVersion}/${acr.name}/${sku}/${true}'
  }
}

output id string = acr.id
