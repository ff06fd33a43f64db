variable "is_production" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  network_rule_set {
    default_action = "Deny"

    dynamic "ip_rule" {
      for_each = var.is_production ? ["203.0.113.0/24"] : ["0.0.0.0/0"]

      content {
        action   = "Allow"
        ip_range = ip_rule.value
      }
    }
  }
}
