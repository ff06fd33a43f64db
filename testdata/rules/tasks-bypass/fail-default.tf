variable "tasks_may_bypass" {
  type    = bool
  default = true
}

resource "azurerm_container_registry" "acr" {
  name                                  = "contosoregistry"
  resource_group_name                   = "registries"
  location                              = "westeurope"
  sku                                   = "Premium"
  network_rule_bypass_for_tasks_enabled = var.tasks_may_bypass
}
