variable "routing" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  georeplications {
    location                        = "northeurope"
    global_endpoint_routing_enabled = var.routing
  }
}
