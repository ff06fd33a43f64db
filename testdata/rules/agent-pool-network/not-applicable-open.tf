resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_container_registry_agent_pool" "pool" {
  name                    = "builders"
  resource_group_name     = "registries"
  location                = "westeurope"
  container_registry_name = azurerm_container_registry.acr.name
}
