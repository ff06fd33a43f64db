import { stages, registryName, tier as sku } from 'parts/shared.bicep'
import * as shared from 'parts/shared.bicep'

param level sku
param token shared.hidden

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = [for stage in stages: {
  name: registryName(stage)
  location: 'westeurope'
  sku: {
    name: level
  }
  tags: {
    prefix: shared.prefix
    same: shared.registryName('Test')
    token: token
  }
}]
