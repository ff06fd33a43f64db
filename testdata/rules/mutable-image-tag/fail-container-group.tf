resource "azurerm_container_group" "app" {
  name = "shop"
  container {
    name  = "web"
    image = "contosoregistry.azurecr.io/team/app:latest"
  }
}
