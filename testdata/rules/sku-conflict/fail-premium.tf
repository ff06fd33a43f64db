resource "azurerm_container_registry" "acr" {
  name                     = "contosoregistry"
  resource_group_name      = "registries"
  location                 = "westeurope"
  sku                      = "Basic"
  data_endpoint_enabled    = true
  export_policy_enabled    = false
  retention_policy_in_days = 30

  network_rule_set {
    default_action = "Deny"

    ip_rule {
      action   = "Allow"
      ip_range = "203.0.113.0/24"
    }
  }
}
