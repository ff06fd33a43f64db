param isProduction bool
param location string = resourceGroup().location

module shared 'modules/registry.bicep' = {
  name: 'shared'
  params: {
    name: isProduction ? 'contosoprod' : 'contosodev'
    tier: isProduction ? 'Premium' : 'Basic'
    isClosed: isProduction
    location: location
  }
}

resource tools 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosotools'
  location: location
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: true
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [
        // acrlint: ignore[broad-ip-rule] the <b>vendor</b> | has no less until=2027-01-31
        { action: 'Allow', value: '20.0.0.0/8' }
      ]
    }
  }

  resource hook 'webhooks' = {
    name: 'builds'
    location: location
    properties: {
      serviceUri: 'http://ci:hunter2@builds.contoso.com/hook?code=S3cretCode'
      customHeaders: { Authorization: 'Basic aHVudGVyMg==' }
      actions: ['push']
    }
  }
}
