param stage string
param company string
var isLive = stage == 'live'

module acr 'registry.bicep' = {
  name: '${stage}-registry'
  params: {
    name: '${company}${stage}'
    tags: { team: 'platform', stage: stage }
    isClosed: isLive
  }
}

module hook 'webhook.bicep' = if (isLive) {
  name: '${stage}-webhook'
  params: { registry: acr.outputs.registry, name: '${stage}hook' }
}
