resource "azurerm_monitor_activity_log_alert" "changes" {
  name                = "changes"
  resource_group_name = "logs"
  location            = "global"
  scopes              = ["/subscriptions/00000000-0000-0000-0000-000000000000"]

  criteria {
    category       = "Administrative"
    operation_name = "Microsoft.Compute/virtualMachines/delete"
  }
}

resource "azurerm_security_center_subscription_pricing" "plan" {
  resource_type = "KeyVaults"
  tier          = "Standard"
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}
