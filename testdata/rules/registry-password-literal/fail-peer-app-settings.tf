# Azure.Deployment.SecureValue has no settings of App Service in its list of secret properties.
resource "azurerm_linux_web_app" "app" {
  name = "shop"
  app_settings = {
    DOCKER_REGISTRY_SERVER_URL      = "https://contosoregistry.azurecr.io"
    DOCKER_REGISTRY_SERVER_PASSWORD = "hunter2-literal"
  }
  site_config {}
}
