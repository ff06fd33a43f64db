variable "location" {
  type = string
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = var.location
  sku                 = "Premium"

  georeplications {
    location                        = var.location
    global_endpoint_routing_enabled = true
  }
}
