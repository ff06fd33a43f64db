variable "acr_password" {
  sensitive = true
}

resource "azurerm_container_app_job" "job" {
  name = "nightly"
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
