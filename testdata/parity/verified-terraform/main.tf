terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  admin_enabled                 = true
  anonymous_pull_enabled        = false
  data_endpoint_enabled         = false
  export_policy_enabled         = true
  network_rule_bypass_option    = "None"
  public_network_access_enabled = true
  quarantine_policy_enabled     = false
  retention_policy_in_days      = 7
  trust_policy_enabled          = false
  zone_redundancy_enabled       = true

  network_rule_set {
    default_action = "Deny"

    ip_rule {
      action   = "Allow"
      ip_range = "203.0.113.0/24"
    }
  }

  georeplications {
    location                  = "northeurope"
    regional_endpoint_enabled = true
    zone_redundancy_enabled   = true
  }
}

resource "azurerm_container_registry_scope_map" "readers" {
  name                    = "team-readers"
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.acr.name
  actions                 = ["repositories/team/content/read"]
}
