# Container Apps pull with such tokens too.
terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 5.0"
    }
  }
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_container_app" "app" {
  name                = "shop"
  resource_group_name = "apps"

  registry {
    server   = azurerm_container_registry.acr.login_server
    identity = "system"
  }

  template {
    container {
      name  = "shop"
      image = "${azurerm_container_registry.acr.login_server}/shop:1.2"
    }
  }
}
