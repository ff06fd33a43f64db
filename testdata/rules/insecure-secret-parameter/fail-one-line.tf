variable "acr_password" { default = "hunter2-literal" }

resource "azurerm_container_group" "app" {
  name = "shop"

  image_registry_credential {
    server   = "contosoregistry.azurecr.io"
    username = "reader"
    password = var.acr_password
  }
}
