module again 'fail.bicep' = {
  name: 'again'
}
