module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    name: 'contosoregistry'
    tags: { stage: 'prod', 'cost-center': '42' }
    isOpen: true
    retentionDays: 30
  }
}
