resource "azapi_resource" "policy" {
  type      = "Microsoft.Authorization/policyAssignments@2024-04-01"
  name      = "registries"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000"
  body = {
    properties = {
      policyDefinitionId = "/providers/Microsoft.Authorization/policyDefinitions/524b0254-c285-4903-bee6-bb8126cde579"
      notScopes          = ["/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry"]
    }
  }
}
