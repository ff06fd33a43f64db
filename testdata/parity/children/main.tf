resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  georeplications {
    location                        = "northeurope"
    zone_redundancy_enabled         = true
    global_endpoint_routing_enabled = true
  }
}

resource "azurerm_container_registry_webhook" "hook" {
  name                = "contosohook"
  resource_group_name = "registries"
  registry_name       = azurerm_container_registry.acr.name
  location            = "westeurope"
  service_uri         = "http://hooks.contoso.com/push"
  actions             = ["push", "delete"]
  status              = "enabled"
  scope               = "apps:*"
}

resource "azurerm_container_registry_scope_map" "everything" {
  name                    = "everything"
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.acr.name
  description             = "all of it"
  actions                 = ["repositories/*/content/read", "repositories/apps/content/write"]
}

resource "azurerm_container_registry_token" "token" {
  name                    = "builder"
  resource_group_name     = "registries"
  container_registry_name = "contosoregistry"
  scope_map_id            = azurerm_container_registry_scope_map.everything.id
  enabled                 = true
}
