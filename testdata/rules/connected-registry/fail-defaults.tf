resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_container_registry_scope_map" "sync1" {
  name                    = "sync1"
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.acr.name
  actions = [
    "gateway/contosoedge/config/read",
    "gateway/contosoedge/config/write",
    "gateway/contosoedge/message/read",
    "gateway/contosoedge/message/write",
    "repositories/team/app/content/read",
  ]
}

resource "azurerm_container_registry_token" "edge_sync" {
  name                    = "edge-sync"
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.acr.name
  scope_map_id            = azurerm_container_registry_scope_map.sync1.id
}

# azurerm sends `ReadWrite` and `None` where nothing is written.
resource "azurerm_container_connected_registry" "edge" {
  name                  = "contosoedge"
  container_registry_id = azurerm_container_registry.acr.id
  sync_token_id         = azurerm_container_registry_token.edge_sync.id
}
