# The id of the data source is that of what it is about: nobody knows which of them is a registry.
variable "targets" {
  type = map(string)
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

data "azurerm_monitor_diagnostic_categories" "all" {
  for_each    = var.targets
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
