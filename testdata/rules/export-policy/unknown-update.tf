variable "locked" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = false
}

resource "azapi_update_resource" "acr" {
  count       = var.locked ? 1 : 0
  type        = "Microsoft.ContainerRegistry/registries@2025-11-01"
  resource_id = azurerm_container_registry.acr.id
  body = {
    properties = {
      policies = {
        exportPolicy = { status = "disabled" }
      }
    }
  }
}
