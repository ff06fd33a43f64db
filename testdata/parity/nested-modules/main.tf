locals {
  team = { team = "platform" }
}

resource "azurerm_container_registry" "build" {
  name                = "contosobuild"
  resource_group_name = "registries"
  location            = "westeurope"
  tags                = merge(local.team, { stage = "build" })
  sku                 = "Standard"
  admin_enabled       = true
}

resource "azurerm_container_registry" "live" {
  name                          = "contosolive"
  resource_group_name           = "registries"
  location                      = "westeurope"
  tags                          = merge(local.team, { stage = "live" })
  sku                           = "Premium"
  admin_enabled                 = false
  public_network_access_enabled = false
  export_policy_enabled         = false
}

resource "azurerm_container_registry_webhook" "hook" {
  name                = "livehook"
  resource_group_name = azurerm_container_registry.live.resource_group_name
  registry_name       = azurerm_container_registry.live.name
  location            = azurerm_container_registry.live.location
  service_uri         = "https://hooks.contoso.com/${azurerm_container_registry.live.name}"
  actions             = ["push"]
}
