param registry object
param name string

resource hook 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  name: '${registry.name}/${name}'
  location: 'westeurope'
  properties: { serviceUri: 'https://hooks.contoso.com/${registry.name}', actions: ['push'] }
}
