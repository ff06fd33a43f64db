resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'contosoregistry'
}

output login string = 'docker login -p ${acr.listCredentials().passwords[0].value}'
