module registry 'br:contoso.azurecr.io/bicep/registry:v1' = {
  name: 'registry'
  params: {
    name: 'contosoregistry'
  }
}
