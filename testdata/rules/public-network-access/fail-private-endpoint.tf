variable "subnet_id" {
  type = string
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = true
}

resource "azurerm_private_endpoint" "endpoint" {
  name                = "registry-endpoint"
  resource_group_name = "registries"
  location            = "westeurope"
  subnet_id           = var.subnet_id

  private_service_connection {
    name                           = "registry"
    private_connection_resource_id = azurerm_container_registry.acr.id
    subresource_names              = ["registry"]
    is_manual_connection           = false
  }
}
