resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_management_lock" "lock" {
  name       = "keep"
  scope      = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network"
  lock_level = "CanNotDelete"
}
