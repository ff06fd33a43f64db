variable "acr_password" {
  type      = string
  sensitive = true
}

resource "azurerm_container_app" "app" {
  name = "shop"
  registry {
    server               = "contosoregistry.azurecr.io"
    username             = "reader"
    password_secret_name = "acr"
  }
  secret {
    name  = "acr"
    value = var.acr_password
  }
}
