variable "acr_password" {
  type = string
}

output "login" {
  value = "reader:${var.acr_password}"
}

resource "azurerm_container_group" "app" {
  name = "shop"
  image_registry_credential {
    server   = "contosoregistry.azurecr.io"
    username = "reader"
    password = var.acr_password
  }
}
