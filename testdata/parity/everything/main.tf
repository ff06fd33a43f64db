resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  tags                          = { stage = "prod", "cost-center" = "42" }
  sku                           = "Premium"
  admin_enabled                 = true
  anonymous_pull_enabled        = true
  public_network_access_enabled = true
  network_rule_bypass_option    = "AzureServices"
  role_assignment_mode          = "AbacRepositoryPermissions"

  network_rule_bypass_for_tasks_enabled = true

  data_endpoint_enabled         = true
  zone_redundancy_enabled       = true
  export_policy_enabled         = true
  quarantine_policy_enabled     = false
  retention_policy_in_days      = 30

  identity {
    type = "SystemAssigned"
  }

  network_rule_set {
    default_action = "Allow"
  }
}
