resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_container_connected_registry" "edge" {
  name                  = "contosoedge"
  container_registry_id = azurerm_container_registry.acr.id
  sync_token_id         = "/subscriptions/0/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry/tokens/edge-sync"
  mode                  = "ReadWrite"
  log_level             = "Information"
  audit_log_enabled     = true
}
