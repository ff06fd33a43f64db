resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_management_lock" "lock" {
  name       = "keep"
  scope      = azurerm_container_registry.acr.id
  lock_level = "ReadOnly"
}
