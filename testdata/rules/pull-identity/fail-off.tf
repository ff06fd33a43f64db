resource "azurerm_windows_web_app" "app" {
  name = "shop"
  site_config {
    container_registry_use_managed_identity = false
    application_stack {
      docker_image_name   = "team/app:1.2"
      docker_registry_url = "https://contosoregistry.azurecr.io"
    }
  }
}

data "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
}
