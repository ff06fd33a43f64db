resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_resource_group" "shared" {
  name     = "shared"
  location = "westeurope"
}

resource "azurerm_role_assignment" "access" {
  scope                = azurerm_resource_group.shared.id
  role_definition_name = "Contributor"
  principal_id         = "00000000-0000-0000-0000-000000000001"
}
