variable "partners" { type = list(string) }

locals {
  offices = ["203.0.113.0/24", "0.0.0.0/0"]
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = true

  network_rule_set {
    default_action = "Deny"

    dynamic "ip_rule" {
      for_each = local.offices
      iterator = office
      content {
        action   = "Allow"
        ip_range = office.value
      }
    }
  }
}

resource "azurerm_container_registry" "open" {
  name                = "contosoopen"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  network_rule_set {
    default_action = "Deny"

    dynamic "ip_rule" {
      for_each = toset(var.partners)
      content {
        action   = "Allow"
        ip_range = ip_rule.value
      }
    }
  }
}
