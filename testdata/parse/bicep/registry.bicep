// A registry with what usually stands around it.
targetScope = 'resourceGroup'

metadata name = 'Registry'
metadata owner = {
  team: 'platform'
}

import { skuType, tagsType as tags } from 'types.bicep'
import * as shared from './shared.bicep'
extension microsoftGraphV1
extension 'br/public:extensions/x/v1:1.0.0' with {
  endpoint: 'https://example'
} as x

@description('''
Name of the registry.
It's "global".
''')
@minLength(5)
@maxLength(50)
param name string

@allowed([
  'Basic'
  'Premium'
])
param sku string = 'Premium'
param replicas int[] = [1, 2,]
param settings settingsType?
param storage resourceInput<'Microsoft.Storage/storageAccounts@2023-01-01'>.properties.networkAcls
param mode 'on' | 'off' | null = 'on'
@secure()
param password string?

@export()
@sealed()
type settingsType = {
  @description('Zone redundancy')
  zoneRedundancy: 'Enabled' | 'Disabled'
  ports: [
    int
    string?
  ]
  'quoted-name': shared.thing?
  nested: {
    deep: (int | string)[]
  }
  *: string
}

@discriminator('kind')
type anyKind =
  | { kind: 'a', value: string }
  | { kind: 'b', value: int }

func label(prefix string, count int) string =>
  '${prefix}-${padLeft(count, 2, '0')}'

var location string = resourceGroup().location
var premium = sku == 'Premium' && !empty(name) || length(replicas) >= 2
var policy = premium
  ? {
      quarantine: 'enabled'
      ...(settings ?? {})
    }
  : null
var doubled = map(replicas, (item, index) => item * 2 + index % 3 - -1)
var names = [for (replica, i) in replicas: '${name}${i}']
var last = names[^1]
var first = settings.?ports[?0]!.name
var script = '''
if [ "$1" = '' ]; then
  echo ${not_interpolated}
fi
'''
var interpolated = $'''
Hello ${name}, ${label('a', 1)}
'''
var escaped = 'it\'s \${name} \u{1F600} \\'

#disable-next-line use-recent-api-versions
resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: toLower(
    name
  )
  location: location
  sku: { name: sku }
  properties: {
    adminUserEnabled: false // never
    policies: policy
    networkRuleSet: {
      ipRules: [for ip in ['10.0.0.1', '10.0.0.2']: {
        value: ip
      }]
    }
  }

  resource webhook 'webhooks' = {
    name: 'hook'
  }

  @batchSize(1)
  resource replica 'replications' = [for (region, i) in ['westeurope']: if (premium) {
    name: region
  }]
}

resource existingRegistry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: 'other'
  scope: resourceGroup('rg')
}

module tasks 'tasks.bicep' = if (premium) {
  name: 'tasks'
  params: {
    registry: registry::webhook.id
    mode: mode
  }
}

module many './one.bicep' = [for i in range(0, 3): {
  name: 'many-${i}'
}]

assert nameIsLong = length(name) > 5
test smoke 'tests/smoke.bicep' = {
  params: {}
}

output loginServer string = registry.properties.loginServer
output all array = [for i in range(0, 3): many[i].outputs.id]
