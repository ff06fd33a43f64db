variable "credentials" {}

resource "azurerm_container_group" "app" {
  name = "shop"
  dynamic "image_registry_credential" {
    for_each = var.credentials
    content {
      server   = image_registry_credential.value.server
      username = image_registry_credential.value.username
      password = image_registry_credential.value.password
    }
  }
}
