variable "registry" {
  type = object({ name = string, sku = string, admin = bool, is_public = bool, days = number })
}

resource "azurerm_container_registry" "acr" {
  name                          = var.registry.name
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = var.registry.sku
  admin_enabled                 = var.registry.admin
  public_network_access_enabled = var.registry.is_public
  retention_policy_in_days      = var.registry.days
}
