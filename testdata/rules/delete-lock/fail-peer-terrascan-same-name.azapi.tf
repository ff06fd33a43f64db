# terrascan AC_AZURE_0185 takes any lock for one of the registry that is called like it, or whose
# scope is.
resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
  }
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
