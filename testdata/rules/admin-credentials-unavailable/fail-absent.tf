resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_container_group" "app" {
  name = "shop"
  image_registry_credential {
    server   = azurerm_container_registry.acr.login_server
    username = "reader"
    password = azurerm_container_registry.acr.admin_password
  }
}
