locals {
  expiry = "2026-07-15T00:00:00Z"
  tokens = {
    soon       = { status = "enabled", expiries = [local.expiry] }
    late-token = { status = "disabled", expiries = [local.expiry, "2030-01-01T00:00:00Z"] }
  }
}

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  body     = { sku = { name = "Standard" } }
}

resource "azapi_resource" "readers" {
  type      = "Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "team-readers"
  body      = { properties = { actions = ["repositories/team/content/read"] } }
}

resource "azapi_resource" "tokens" {
  for_each  = local.tokens
  type      = "Microsoft.ContainerRegistry/registries/tokens@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = each.key
  body = {
    properties = {
      scopeMapId = azapi_resource.readers.id
      status     = each.value.status
      credentials = {
        passwords = [for i, expiry in each.value.expiries : { name = "password${i + 1}", expiry = expiry }]
      }
    }
  }
}
