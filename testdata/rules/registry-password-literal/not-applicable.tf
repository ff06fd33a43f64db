resource "azurerm_container_group" "app" {
  name = "shop"
  image_registry_credential {
    server   = "docker.io"
    username = "reader"
    password = "hunter2-literal"
  }
}
