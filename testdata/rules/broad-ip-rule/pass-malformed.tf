resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  network_rule_set {
    default_action = "Deny"

    ip_rule {
      action   = "Allow"
      ip_range = "office"
    }

    ip_rule {
      action   = "Allow"
      ip_range = "300.0.0.0/8"
    }

    ip_rule {
      action   = "Allow"
      ip_range = "2001:db8::/1"
    }
  }
}
