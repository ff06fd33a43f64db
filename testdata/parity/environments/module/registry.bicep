param name string
param sku string
param number int

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: 'westeurope'
  sku: { name: sku }
  properties: {
    adminUserEnabled: number == 0
    anonymousPullEnabled: number == 5
  }
}
