# The older type for functions has no such switch.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_function_app" "app" {
  name = "shop"
  site_config {
    linux_fx_version = "DOCKER|${azurerm_container_registry.acr.login_server}/team/jobs:1.2"
  }
}
