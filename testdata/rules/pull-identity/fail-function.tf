variable "tag" {}

data "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
}

resource "azurerm_linux_function_app" "app" {
  name = "shop"
  site_config {
    application_stack {
      docker {
        registry_url = data.azurerm_container_registry.acr.login_server
        image_name   = "team/jobs"
        image_tag    = var.tag
      }
    }
  }
}
