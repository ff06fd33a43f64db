resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Standard" }
  }
}

resource "azapi_resource" "ci" {
  type      = "Microsoft.ContainerRegistry/registries/tokens@2025-11-01"
  name      = "ci-push"
  parent_id = azapi_resource.acr.id
  body = {
    properties = { scopeMapId = "${azapi_resource.acr.id}/scopeMaps/ci-push" }
  }
}
