variable "name" {
  type = string
}

variable "sku" {
  type    = string
  default = "Premium"
}

variable "admin" {
  type    = bool
  default = null
}

variable "hosts" {
  type    = list(number)
  default = []
}

resource "azurerm_container_registry" "acr" {
  name                = var.name
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = var.sku
  admin_enabled       = var.admin

  dynamic "network_rule_set" {
    for_each = length(var.hosts) == 0 ? [] : [var.hosts]
    content {
      default_action = "Deny"

      dynamic "ip_rule" {
        for_each = network_rule_set.value
        content {
          action   = "Allow"
          ip_range = "203.0.113.${ip_rule.value}"
        }
      }
    }
  }
}
