param label string

module acr 'registry.bicep' = {
  name: 'acr'
  params: { label: label, days: 400 }
}
