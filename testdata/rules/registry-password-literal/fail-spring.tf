resource "azurerm_spring_cloud_service" "spring" {
  name = "contoso"
  container_registry {
    name     = "images"
    server   = "contosoregistry.azurecr.io"
    username = "reader"
    password = "hunter2-literal"
  }
}
