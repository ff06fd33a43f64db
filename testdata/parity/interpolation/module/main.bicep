param stage string
var prefix = 'contoso'

module known 'registry.bicep' = {
  name: 'known'
  params: { name: format('{0}registry{1}', prefix, 1 + 1), location: 'WestEurope' }
}

module partly 'registry.bicep' = {
  name: 'partly-${stage}'
  params: {
    name: '${prefix}${stage}acr'
    tags: { owner: 'team-${stage}', literal: 'a\'b $' }
  }
}
