param deployExtra bool
var inProduction = true

module wanted 'registry.bicep' = if (inProduction) {
  name: 'wanted'
  params: { name: 'contosowanted', admin: true }
}

module unwanted 'registry.bicep' = if (!inProduction) {
  name: 'unwanted'
  params: { name: 'contosounwanted', admin: true }
}

module extra 'registry.bicep' = if (deployExtra) {
  name: 'extra'
  params: {
    name: 'contosoextra'
    sku: deployExtra ? 'Premium' : 'Basic'
    admin: inProduction ? false : true
  }
}
