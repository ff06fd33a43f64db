locals {
  tiers = {
    basic    = { sku = "Basic", anonymous = true, zones = false }
    premium  = { sku = "Premium", anonymous = true, zones = true }
    standard = { sku = "Standard", anonymous = true, zones = false }
  }
}

resource "azurerm_container_registry" "acr" {
  for_each                = local.tiers
  name                    = "contoso${each.key}"
  resource_group_name     = "registries"
  location                = "westeurope"
  sku                     = each.value.sku
  anonymous_pull_enabled  = each.value.anonymous
  zone_redundancy_enabled = each.value.zones
}
