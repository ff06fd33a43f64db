variable "server" {}
variable "password" {
  sensitive = true
}

resource "azurerm_container_group" "app" {
  name = "shop"
  image_registry_credential {
    server   = var.server
    username = "reader"
    password = var.password
  }
}
