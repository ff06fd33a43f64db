resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_linux_web_app" "app" {
  name = "shop"
  site_config {
    container_registry_use_managed_identity = true
    application_stack {
      docker_image_name   = "team/app:1.2"
      docker_registry_url = "https://${azurerm_container_registry.acr.login_server}"
    }
  }
}
