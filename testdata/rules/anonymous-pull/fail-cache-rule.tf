resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  anonymous_pull_enabled        = true
  public_network_access_enabled = false
}

resource "azurerm_container_registry_cache_rule" "cache" {
  name                  = "docker-hub"
  container_registry_id = azurerm_container_registry.acr.id
  source_repo           = "docker.io/library/*"
  target_repo           = "hub/*"
}
