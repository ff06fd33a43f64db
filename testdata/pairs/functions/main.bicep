func registryName(base string, stage string) string => toLower('${base}${stage}registry')

func tier(stage string) string => stage == 'prod' ? 'Premium' : 'Basic'

param stage string = 'prod'
param base string

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: registryName(base, stage)
  location: 'westeurope'
  sku: {
    name: tier(stage)
  }
  tags: {
    known: registryName('Contoso', tier('dev'))
  }
}
