resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  body = {
    sku        = { name = "Standard" }
    properties = { anonymousPullEnabled = true }
  }
}

resource "azapi_resource" "rules" {
  for_each = {
    hub = "docker.io/library/*"
    mcr = "mcr.microsoft.com/dotnet/runtime"
  }
  type      = "Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "${each.key}-cache"
  body = {
    properties = { sourceRepository = each.value, targetRepository = "cached/${each.key}" }
  }
}
