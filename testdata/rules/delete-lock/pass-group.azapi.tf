resource "azurerm_resource_group" "registries" {
  name     = "registries"
  location = "westeurope"
}

resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = azurerm_resource_group.registries.id
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
  }
}

resource "azurerm_management_lock" "lock" {
  name       = "keep"
  scope      = azurerm_resource_group.registries.id
  lock_level = "CanNotDelete"
}
