variable "subnets" {
  type = list(string)
}

terraform {
  required_providers {
    azurerm = { version = "~> 3.0" }
  }
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  network_rule_set {
    default_action = "Deny"

    dynamic "virtual_network" {
      for_each = var.subnets

      content {
        action    = "Allow"
        subnet_id = virtual_network.value
      }
    }
  }
}
