# Without user name the app pulls as everybody may, which this registry must allow.
resource "azurerm_linux_web_app" "app" {
  name = "shop"
  site_config {
    application_stack {
      docker_image_name   = "team/app:1.2"
      docker_registry_url = "https://contosoregistry.azurecr.io"
    }
  }
}
