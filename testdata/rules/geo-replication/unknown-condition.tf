variable "spare" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  dynamic "georeplications" {
    for_each = var.spare ? ["northeurope"] : []

    content {
      location                        = georeplications.value
      global_endpoint_routing_enabled = true
    }
  }
}
