resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
  }
}

resource "azapi_resource" "sync1" {
  type      = "Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01"
  name      = "sync1"
  parent_id = azapi_resource.acr.id
  body = {
    properties = {
      actions = [
        "gateway/contosoedge/config/read",
        "gateway/contosoedge/config/write",
        "gateway/contosoedge/message/read",
        "gateway/contosoedge/message/write",
        "repositories/team/app/content/read",
      ]
    }
  }
}

resource "azapi_resource" "edge_sync" {
  type      = "Microsoft.ContainerRegistry/registries/tokens@2025-11-01"
  name      = "edge-sync"
  parent_id = azapi_resource.acr.id
  body = {
    properties = { scopeMapId = azapi_resource.sync1.id }
  }
}

resource "azapi_resource" "edge" {
  type      = "Microsoft.ContainerRegistry/registries/connectedRegistries@2025-11-01"
  name      = "contosoedge"
  parent_id = azapi_resource.acr.id
  body = {
    properties = {
      mode = "ReadOnly"
      parent = {
        syncProperties = {
          tokenId    = azapi_resource.edge_sync.id
          messageTtl = "P2D"
        }
      }
      logging = { logLevel = "Information" }
    }
  }
}
