resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-04-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku        = { name = "Premium" }
    properties = { anonymousPullEnabled = true, publicNetworkAccess = "Disabled" }
  }
}

resource "azapi_resource" "cache" {
  type      = "Microsoft.ContainerRegistry/registries/cacheRules@2025-04-01"
  name      = "docker-hub"
  parent_id = azapi_resource.acr.id
  body = {
    properties = { sourceRepository = "docker.io/library/*", targetRepository = "hub/*" }
  }
}
