resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku        = { name = "Premium" }
    properties = { publicNetworkAccess = "Disabled" }
  }
}

resource "azurerm_private_dns_zone" "zone" {
  name                = "privatelink.blob.core.windows.net"
  resource_group_name = "network"
}

resource "azurerm_private_endpoint" "pe" {
  name                = "registry-endpoint"
  location            = "westeurope"
  resource_group_name = "registries"
  subnet_id           = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"

  private_service_connection {
    name                           = "registry"
    private_connection_resource_id = azapi_resource.acr.id
    subresource_names              = ["registry"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.zone.id]
  }
}
