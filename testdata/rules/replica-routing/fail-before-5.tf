terraform {
  required_providers {
    azurerm = { version = "~> 4.0" }
  }
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  georeplications {
    location                  = "northeurope"
    regional_endpoint_enabled = false
  }
}
