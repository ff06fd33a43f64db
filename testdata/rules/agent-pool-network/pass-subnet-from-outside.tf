variable "subnet" {
  type = string
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = false
}

resource "azurerm_container_registry_agent_pool" "pool" {
  name                      = "builders"
  resource_group_name       = "registries"
  location                  = "westeurope"
  container_registry_name   = azurerm_container_registry.acr.name
  virtual_network_subnet_id = var.subnet
}
