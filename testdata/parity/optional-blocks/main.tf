variable "restricted" {
  type = bool
}

variable "offices" {
  type    = list(string)
  default = ["203.0.113.0/24"]
}

locals {
  always = length(var.offices) > 0
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = false

  dynamic "network_rule_set" {
    for_each = local.always ? [1] : []
    content {
      default_action = "Deny"

      dynamic "ip_rule" {
        for_each = toset(var.offices)
        content {
          action   = "Allow"
          ip_range = ip_rule.key
        }
      }
    }
  }
}

resource "azurerm_container_registry" "none" {
  name                = "contosonone"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = false

  dynamic "network_rule_set" {
    for_each = local.always ? [] : ["Deny"]
    content {
      default_action = network_rule_set.value
    }
  }
}

resource "azurerm_container_registry" "perhaps" {
  name                = "contosoperhaps"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = false

  network_rule_set {
    default_action = var.restricted ? "Deny" : "Allow"

    dynamic "ip_rule" {
      for_each = var.restricted ? ["203.0.113.7"] : []
      content {
        action   = "Allow"
        ip_range = ip_rule.value
      }
    }
  }
}
