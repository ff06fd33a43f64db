param name string
param sku string = 'Premium'
param properties object
param replicas string[] = []

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  sku: { name: sku }
  properties: properties
}

resource replica 'Microsoft.ContainerRegistry/registries/replications@2025-11-01' = [for region in replicas: {
  parent: acr
  name: region
  location: region
  properties: { regionEndpointEnabled: true }
}]
