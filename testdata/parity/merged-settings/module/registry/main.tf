variable "overrides" {
  type = any
}

locals {
  base = { admin = false, zone_redundant = true }
  all  = merge(local.base, var.overrides)
}

resource "azurerm_container_registry" "acr" {
  name                    = "contosoregistry"
  resource_group_name     = "registries"
  location                = "westeurope"
  tags                    = merge({ team = "a", stage = "test" }, local.all.tags)
  sku                     = "Premium"
  admin_enabled           = local.all.admin
  zone_redundancy_enabled = local.all["zone_redundant"]
}
