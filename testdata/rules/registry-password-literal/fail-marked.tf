resource "azurerm_container_group" "app" {
  name = "shop"
  image_registry_credential {
    server   = "contosoregistry.azurecr.io"
    username = "reader"
    password = sensitive("hunter2-literal")
  }
}
