variable "deploy_extra" {
  type = bool
}

locals {
  in_production = true
}

resource "azurerm_container_registry" "wanted" {
  count               = local.in_production ? 1 : 0
  name                = "contosowanted"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = true
}

resource "azurerm_container_registry" "unwanted" {
  count               = local.in_production ? 0 : 1
  name                = "contosounwanted"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = true
}

resource "azurerm_container_registry" "extra" {
  count               = var.deploy_extra ? 1 : 0
  name                = "contosoextra"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = var.deploy_extra ? "Premium" : "Basic"
  admin_enabled       = local.in_production ? false : true
}
