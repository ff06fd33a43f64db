resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azapi_update_resource" "soft_delete" {
  type        = "Microsoft.ContainerRegistry/registries@2026-03-01-preview"
  resource_id = azurerm_container_registry.acr.id
  body = {
    properties = {
      policies = {
        softDeletePolicy = { status = "enabled" }
      }
    }
  }
}
