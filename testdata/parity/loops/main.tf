variable "registries" {
  type = map(bool)
  default = {
    contosoone = true
    contosotwo = false
  }
}

resource "azurerm_container_registry" "acr" {
  for_each            = var.registries
  name                = each.key
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = each.value

  network_rule_set {
    default_action = "Deny"

    dynamic "ip_rule" {
      for_each = range(1, 3)
      content {
        action   = "Allow"
        ip_range = "203.0.113.${ip_rule.value}"
      }
    }
  }
}

resource "azurerm_container_registry" "numbered" {
  count               = 2
  name                = "contosonumber${count.index}"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}
