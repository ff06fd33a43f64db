resource "azurerm_container_app" "app" {
  name = "shop"
  registry {
    server   = "contosoregistry.azurecr.io"
    identity = "system"
  }
}
