resource "azurerm_container_registry" "acr" {
  name                       = "acr"
  resource_group_name        = "registries"
  location                   = "westeurope"
  sku                        = "Premium"
  network_rule_bypass_option = "AzureService"
  retention_policy_in_days   = 400

  network_rule_set {
    default_action = "Deny"

    ip_rule {
      action   = "Allow"
      ip_range = "203.0.113.256"
    }

    ip_rule {
      action   = "Allow"
      ip_range = "198.51.100.0/24"
    }
  }

  georeplications {
    location                        = "westeurope"
    global_endpoint_routing_enabled = true
  }
}

resource "azurerm_container_registry" "other" {
  name                          = "contoso-registry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Gold"
  public_network_access_enabled = false
}
