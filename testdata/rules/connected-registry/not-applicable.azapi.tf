resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Standard" }
  }
}

resource "azapi_resource" "edge" {
  type      = "Microsoft.ContainerRegistry/registries/connectedRegistries@2025-11-01"
  name      = "contosoedge"
  parent_id = azapi_resource.acr.id
  body = {
    properties = {
      mode = "ReadWrite"
      parent = {
        syncProperties = {
          tokenId    = "/subscriptions/0/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry/tokens/edge-sync"
          messageTtl = "P2D"
        }
      }
      logging = {
        logLevel       = "Information"
        auditLogStatus = "Enabled"
      }
    }
  }
}
