variable "password" {
  sensitive = true
}

resource "azurerm_linux_web_app_slot" "slot" {
  name           = "staging"
  app_service_id = "/subscriptions/0/resourceGroups/apps/providers/Microsoft.Web/sites/shop"
  app_settings = {
    DOCKER_REGISTRY_SERVER_URL      = "https://contosoregistry.azurecr.io"
    DOCKER_REGISTRY_SERVER_USERNAME = "reader"
    DOCKER_REGISTRY_SERVER_PASSWORD = var.password
  }
  site_config {}
}
