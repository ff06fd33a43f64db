terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.100"
    }
  }
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  retention_policy {
    enabled = true
    days    = 30
  }
}
