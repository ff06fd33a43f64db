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

  trust_policy {
    enabled = false
  }

  network_rule_set {
    default_action = "Deny"

    virtual_network {
      action    = "Allow"
      subnet_id = "/subscriptions/0/subnet"
    }
  }
}
