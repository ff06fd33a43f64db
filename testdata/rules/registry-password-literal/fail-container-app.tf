resource "azurerm_container_app" "app" {
  name = "shop"
  registry {
    server               = "contosoregistry.azurecr.io"
    username             = "reader"
    password_secret_name = "acr"
  }
  secret {
    name  = "acr"
    value = "hunter2-literal"
  }
}
