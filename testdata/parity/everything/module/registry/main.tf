variable "name" {
  type = string
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "is_open" {
  type    = bool
  default = false
}

variable "retention_days" {
  type    = number
  default = 0
}

resource "azurerm_container_registry" "acr" {
  name                          = var.name
  resource_group_name           = "registries"
  location                      = "westeurope"
  tags                          = var.tags
  sku                           = "Premium"
  admin_enabled                 = var.is_open
  anonymous_pull_enabled        = var.is_open
  public_network_access_enabled = var.is_open
  network_rule_bypass_option    = var.is_open ? "AzureServices" : "None"
  role_assignment_mode          = "AbacRepositoryPermissions"

  network_rule_bypass_for_tasks_enabled = var.is_open

  data_endpoint_enabled         = true
  zone_redundancy_enabled       = true
  export_policy_enabled         = var.is_open
  quarantine_policy_enabled     = false
  retention_policy_in_days      = var.retention_days

  identity {
    type = "SystemAssigned"
  }

  network_rule_set {
    default_action = var.is_open ? "Allow" : "Deny"
  }
}
