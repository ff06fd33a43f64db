resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
  role_assignment_mode   = "AbacRepositoryPermissions"
}

resource "azurerm_role_assignment" "access" {
  scope                = azurerm_container_registry.acr.id
  role_definition_name = "Container Registry Repository Reader"
  principal_id         = "00000000-0000-0000-0000-000000000001"
}
