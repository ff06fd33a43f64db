module inner 'inner.bicep' = {
  name: 'inner'
  params: { anonymous: true }
}
