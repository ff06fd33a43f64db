variable "password" {
  sensitive = true
}

resource "azurerm_linux_web_app" "app" {
  name = "shop"
  site_config {
    application_stack {
      docker_image_name        = "team/app:1.2"
      docker_registry_url      = "https://contosoregistry.azurecr.io"
      docker_registry_username = "reader"
      docker_registry_password = var.password
    }
  }
}
