param restricted bool

module acr 'registry.bicep' = {
  name: 'acr'
  params: {
    name: 'contosoregistry'
    firewall: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.0/24', action: 'Allow' }] }
  }
}

module none 'registry.bicep' = {
  name: 'none'
  params: { name: 'contosonone' }
}

module perhaps 'registry.bicep' = {
  name: 'perhaps'
  params: {
    name: 'contosoperhaps'
    firewall: {
      defaultAction: restricted ? 'Deny' : 'Allow'
      ipRules: restricted ? [{ value: '203.0.113.7', action: 'Allow' }] : []
    }
  }
}
