# KICS a187ac47 judges every pair of a registry and a lock: a second lock, on something else, is a
# false alarm for it.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_management_lock" "lock" {
  name       = "keep"
  scope      = azurerm_container_registry.acr.id
  lock_level = "CanNotDelete"
}

resource "azurerm_management_lock" "data" {
  name       = "keep-data"
  scope      = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/data/providers/Microsoft.Storage/storageAccounts/contosodata"
  lock_level = "CanNotDelete"
}
