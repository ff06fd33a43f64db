@minLength(5)
param name string
param location string
param adminUserEnabled bool = false
param allowedRanges string[] = []

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: name
  location: location
  sku: {
    name: 'Premium'
  }
  properties: {
    adminUserEnabled: adminUserEnabled
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [
        for range in allowedRanges: {
          action: 'Allow'
          value: range
        }
      ]
    }
  }
}

output loginServer string = registry.properties.loginServer
