# terrascan AC_AZURE_0185 does not count a lock on the resource group.
resource "azurerm_resource_group" "registries" {
  name     = "registries"
  location = "westeurope"
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = azurerm_resource_group.registries.name
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_management_lock" "lock" {
  name       = "keep"
  scope      = azurerm_resource_group.registries.id
  lock_level = "CanNotDelete"
}
