resource "azurerm_container_registry" "acr" {
  count                         = 1000000000
  name                          = "contosoregistry${count.index}"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = false
}
