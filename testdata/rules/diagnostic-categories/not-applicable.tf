data "azurerm_key_vault" "vault" {
  name                = "contoso"
  resource_group_name = "keys"
}

resource "azurerm_monitor_diagnostic_setting" "logs" {
  name                       = "logs"
  target_resource_id         = data.azurerm_key_vault.vault.id
  log_analytics_workspace_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/logs"

  enabled_metric {
    category = "AllMetrics"
  }
}
