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

resource "azapi_resource" "accepted" {
  type      = "Microsoft.ContainerRegistry/registries/privateEndpointConnections@2025-11-01"
  name      = "accepted"
  parent_id = azapi_resource.acr.id
  body = {
    properties = {
      privateEndpoint                   = { id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/privateEndpoints/registry" }
      privateLinkServiceConnectionState = { status = "Approved" }
    }
  }
}
