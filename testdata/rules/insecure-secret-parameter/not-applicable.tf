variable "password" {}

resource "azurerm_container_group" "app" {
  name = "shop"
  image_registry_credential {
    server   = "ghcr.io"
    username = "reader"
    password = var.password
  }
}
