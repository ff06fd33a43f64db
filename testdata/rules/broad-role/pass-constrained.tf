resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_role_assignment" "access" {
  scope                = azurerm_container_registry.acr.id
  role_definition_name = "Role Based Access Control Administrator"
  principal_id         = "00000000-0000-0000-0000-000000000001"
  condition            = "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {7f951dda-4ed3-4680-a7ca-43fe172d538d}"
  condition_version    = "2.0"
}
