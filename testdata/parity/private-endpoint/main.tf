variable "registry_name" {
  type    = string
  default = "contosoregistry"
}

resource "azurerm_container_registry" "acr" {
  name                          = var.registry_name
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = false
}

resource "azurerm_private_endpoint" "endpoint" {
  name                = "${var.registry_name}-endpoint"
  resource_group_name = "registries"

  private_service_connection {
    private_connection_resource_id = azurerm_container_registry.acr.id
    subresource_names              = ["registry"]
  }
}
