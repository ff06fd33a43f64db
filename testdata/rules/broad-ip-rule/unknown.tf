variable "allowed" {
  type = list(string)
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  network_rule_set {
    default_action = "Deny"

    dynamic "ip_rule" {
      for_each = var.allowed

      content {
        action   = "Allow"
        ip_range = ip_rule.value
      }
    }
  }
}
