module acr 'br/team:registry:v1' = {
  name: 'acr'
}
