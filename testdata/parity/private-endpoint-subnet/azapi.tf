resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  location  = "westeurope"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  body = {
    sku        = { name = "Premium" }
    properties = { publicNetworkAccess = "Enabled" }
  }
}

resource "azapi_resource" "endpoint" {
  type      = "Microsoft.Network/privateEndpoints@2024-05-01"
  name      = "contosoendpoint"
  location  = "westeurope"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  body = {
    properties = {
      subnet = { id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/networks/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints" }
      privateLinkServiceConnections = [{
        name = "registry"
        properties = {
          privateLinkServiceId = azapi_resource.acr.id
          groupIds             = ["registry"]
        }
      }]
    }
  }
}
