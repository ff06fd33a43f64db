resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_container_app" "app" {
  name = "contosoapp"
  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_assignment" "access" {
  scope                = azurerm_container_registry.acr.id
  role_definition_name = "Container Registry Repository Contributor"
  principal_id         = azurerm_container_app.app.identity[0].principal_id
}
