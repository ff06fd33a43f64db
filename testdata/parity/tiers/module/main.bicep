module acr 'registry.bicep' = [for (sku, i) in ['Basic', 'Premium', 'Standard']: {
  name: 'registry-${i}'
  params: { sku: sku, zones: i == 1 }
}]
