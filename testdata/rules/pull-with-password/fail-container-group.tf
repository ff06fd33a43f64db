variable "password" {
  sensitive = true
}

data "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
}

resource "azurerm_container_group" "app" {
  name = "shop"
  image_registry_credential {
    server   = data.azurerm_container_registry.acr.login_server
    username = "reader"
    password = var.password
  }
}
