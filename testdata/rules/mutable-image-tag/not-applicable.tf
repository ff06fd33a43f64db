resource "azurerm_container_app" "app" {
  name = "shop"
  template {
    container {
      name  = "web"
      image = "mcr.microsoft.com/k8se/quickstart:latest"
    }
  }
}
