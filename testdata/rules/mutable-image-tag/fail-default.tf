variable "tag" {
  default = "latest"
}

data "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
}

resource "azurerm_container_app" "app" {
  name = "shop"
  template {
    container {
      name  = "web"
      image = "${data.azurerm_container_registry.acr.login_server}/team/app:${var.tag}"
    }
  }
}
