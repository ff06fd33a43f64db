locals {
  tier         = local.name_of_tier
  name_of_tier = local.tier
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = local.tier
  public_network_access_enabled = false
}
