resource "azapi_resource" "policy" {
  type      = "Microsoft.Authorization/policyAssignments@2024-04-01"
  name      = "registries"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000"
  body = {
    properties = {
      policyDefinitionId = "/providers/Microsoft.Authorization/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8"
      parameters = {
        containerRegistriesShouldNotAllowUnrestrictedNetworkAccessMonitoringEffect = { value = "Disabled" }
      }
    }
  }
}
