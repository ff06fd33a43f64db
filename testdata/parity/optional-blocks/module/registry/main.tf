variable "name" {
  type = string
}

variable "firewall" {
  type    = object({ default_action = string, networks = list(string) })
  default = null
}

resource "azurerm_container_registry" "acr" {
  name                = var.name
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = false

  dynamic "network_rule_set" {
    for_each = var.firewall[*]
    iterator = firewall
    content {
      default_action = firewall.value.default_action

      dynamic "ip_rule" {
        for_each = firewall.value.networks
        content {
          action   = "Allow"
          ip_range = ip_rule.value
        }
      }
    }
  }
}
