variable "registry_name" {
  type    = string
  default = "contosoregistry"
}

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = var.registry_name
  location = "westeurope"
  body = {
    sku        = { name = "Premium" }
    properties = { publicNetworkAccess = "Disabled" }
  }
}

resource "azapi_resource" "endpoint" {
  type = "Microsoft.Network/privateEndpoints@2024-05-01"
  name = "${var.registry_name}-endpoint"
  body = {
    properties = {
      privateLinkServiceConnections = [
        { properties = { privateLinkServiceId = azapi_resource.acr.id, groupIds = ["registry"] } }
      ]
    }
  }
}
