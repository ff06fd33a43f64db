variable "repository" {
  type = string
}

resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Standard" }
  }
}

resource "azapi_resource" "hub" {
  type      = "Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01"
  name      = "hub-rule"
  parent_id = azapi_resource.acr.id
  body = {
    properties = {
      sourceRepository        = "docker.io/${var.repository}"
      targetRepository        = "cached/app"
      credentialSetResourceId = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry/credentialSets/hub"
    }
  }
}
