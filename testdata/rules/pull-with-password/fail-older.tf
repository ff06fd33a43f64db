# The older type for functions cannot pull with an identity; the newer one can.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

variable "password" {
  sensitive = true
}

resource "azurerm_function_app_slot" "next" {
  name              = "next"
  function_app_name = "shop"
  app_settings = {
    DOCKER_REGISTRY_SERVER_URL      = "https://${azurerm_container_registry.acr.login_server}"
    DOCKER_REGISTRY_SERVER_USERNAME = "build"
    DOCKER_REGISTRY_SERVER_PASSWORD = var.password
  }
  site_config {
    linux_fx_version = "DOCKER|${azurerm_container_registry.acr.login_server}/team/jobs:1.2"
  }
}
