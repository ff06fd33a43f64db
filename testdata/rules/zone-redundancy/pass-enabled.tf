resource "azurerm_container_registry" "acr" {
  name                    = "contosoregistry"
  resource_group_name     = "registries"
  location                = "westeurope"
  sku                     = "Premium"
  zone_redundancy_enabled = true

  georeplications {
    location                        = "northeurope"
    global_endpoint_routing_enabled = true
    zone_redundancy_enabled         = true
  }
}
