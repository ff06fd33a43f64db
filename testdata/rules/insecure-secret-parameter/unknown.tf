variable "server" {}
variable "acr_password" {}

resource "azurerm_container_group" "app" {
  name = "shop"
  image_registry_credential {
    server   = var.server
    username = "reader"
    password = var.acr_password
  }
}
