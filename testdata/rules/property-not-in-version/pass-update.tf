resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2023-07-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
  }
}

resource "azapi_update_resource" "pull" {
  type        = "Microsoft.ContainerRegistry/registries@2025-11-01"
  resource_id = azapi_resource.acr.id
  body = {
    properties = {
      anonymousPullEnabled = false
    }
  }
}
