// Nobody knows what the parameter will be. CKV_AZURE_138 fails on any expression.
param anonymousPull bool

resource acr 'Microsoft.ContainerRegistry/registries@2025-04-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
  properties: {
    anonymousPullEnabled: anonymousPull
  }
}
