# Azure.ACR.SoftDelete asks for soft delete beside cache rules, which Azure does not allow.
resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2026-03-01-preview"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Standard" }
  }
}

resource "azapi_resource" "cache" {
  type      = "Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01"
  name      = "docker"
  parent_id = azapi_resource.acr.id
  body = {
    properties = {
      sourceRepository = "docker.io/library/*"
      targetRepository = "hub/*"
    }
  }
}
