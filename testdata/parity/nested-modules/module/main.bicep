module stages 'stage.bicep' = [for stage in ['build', 'live']: {
  name: stage
  params: { stage: stage, company: 'contoso' }
}]
