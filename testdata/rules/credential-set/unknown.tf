variable "user_id" {
  type = string
}

variable "password_id" {
  type = string
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_container_registry_credential_set" "hub" {
  name                  = "hub-login"
  container_registry_id = azurerm_container_registry.acr.id
  login_server          = "docker.io"

  identity {
    type = "SystemAssigned"
  }

  authentication_credentials {
    username_secret_id = var.user_id
    password_secret_id = var.password_id
  }
}
