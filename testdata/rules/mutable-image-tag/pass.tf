resource "azurerm_container_app" "app" {
  name = "shop"
  template {
    container {
      name  = "web"
      image = "contosoregistry.azurecr.io/team/app:1.2"
    }
  }
}
