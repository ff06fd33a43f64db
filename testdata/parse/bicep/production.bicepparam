using './registry.bicep' with {
  mode: 'deployment'
}
extends 'shared.bicepparam'

import { base } from 'values.bicep'

var suffix = readEnvironmentVariable('SUFFIX', 'dev')

extensionConfig graph with {
  tenant: 'contoso'
}

param name = 'contoso${suffix}'
param replicas = [
  1
  2
]
param settings = {
  ...base
  zoneRedundancy: 'Enabled'
}
