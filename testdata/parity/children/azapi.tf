resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  body     = { sku = { name = "Premium" } }
}

resource "azapi_resource" "replica" {
  type      = "Microsoft.ContainerRegistry/registries/replications@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "northeurope"
  location  = "northeurope"
  body = {
    properties = { zoneRedundancy = "Enabled", regionEndpointEnabled = true }
  }
}

resource "azapi_resource" "hook" {
  type      = "Microsoft.ContainerRegistry/registries/webhooks@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "contosohook"
  location  = "westeurope"
  body = {
    properties = {
      serviceUri = "http://hooks.contoso.com/push"
      actions    = ["push", "delete"]
      status     = "enabled"
      scope      = "apps:*"
    }
  }
}

resource "azapi_resource" "everything" {
  type      = "Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "everything"
  body = {
    properties = {
      description = "all of it"
      actions     = ["repositories/*/content/read", "repositories/apps/content/write"]
    }
  }
}

resource "azapi_resource" "token" {
  type      = "Microsoft.ContainerRegistry/registries/tokens@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "builder"
  body = {
    properties = {
      status     = "enabled"
      scopeMapId = azapi_resource.everything.id
    }
  }
}
