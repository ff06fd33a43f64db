resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    siteConfig: {
      linuxFxVersion: 'COMPOSE|c2VydmljZXM6CiAgd2ViOgogICAgaW1hZ2U6IGNvbnRvc29yZWdpc3RyeS5henVyZWNyLmlvL3RlYW0vd2ViOjEuMgo='
    }
  }
}

resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: 'contosoregistry'
}
