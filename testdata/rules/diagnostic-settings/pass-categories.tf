# The id of the data source is that of what it is about.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

locals {
  targets = { registry = azurerm_container_registry.acr.id }
}

data "azurerm_monitor_diagnostic_categories" "all" {
  for_each    = local.targets
  resource_id = each.value
}

resource "azurerm_monitor_diagnostic_setting" "all" {
  for_each                   = data.azurerm_monitor_diagnostic_categories.all
  name                       = each.key
  target_resource_id         = each.value.id
  log_analytics_workspace_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/logs"

  dynamic "enabled_log" {
    for_each = each.value.log_category_types
    content {
      category = enabled_log.value
    }
  }
}
