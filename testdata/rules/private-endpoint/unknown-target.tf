variable "target" {
  type = string
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = false
}

resource "azurerm_private_endpoint" "pe" {
  name                = "registry-endpoint"
  location            = "westeurope"
  resource_group_name = "registries"
  subnet_id           = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"

  private_service_connection {
    name                           = "registry"
    private_connection_resource_id = var.target
    subresource_names              = ["registry"]
    is_manual_connection           = false
  }
}
