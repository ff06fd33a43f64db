# terrascan AC_AZURE_0185 takes any lock for one of the registry that is called like it, or whose
# scope is.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

data "azurerm_storage_account" "acr" {
  name                = "contosodata"
  resource_group_name = "data"
}

resource "azurerm_management_lock" "data" {
  name       = "acr"
  scope      = data.azurerm_storage_account.acr.id
  lock_level = "CanNotDelete"
}
