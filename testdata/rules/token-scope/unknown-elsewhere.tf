resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_container_registry_token" "ci" {
  name                    = "ci-push"
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.acr.name
  scope_map_id            = "${azurerm_container_registry.acr.id}/scopeMaps/ci-push"
}
