terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "4.20.0"
    }
  }
}

variable "locations" {
  type = list(string)
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  dynamic "trust_policy" {
    for_each = var.locations

    content {
      enabled = true
    }
  }
}
