resource "azapi_resource" "build" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosobuild"
  location = "westeurope"
  tags     = { team = "platform", stage = "build" }
  body = {
    sku        = { name = "Standard" }
    properties = { adminUserEnabled = true }
  }
}

resource "azapi_resource" "live" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosolive"
  location = "westeurope"
  tags     = { team = "platform", stage = "live" }
  body = {
    sku = { name = "Premium" }
    properties = {
      adminUserEnabled    = false
      publicNetworkAccess = "Disabled"
      policies            = { exportPolicy = { status = "disabled" } }
    }
  }
}

resource "azapi_resource" "hook" {
  type      = "Microsoft.ContainerRegistry/registries/webhooks@2025-11-01"
  parent_id = azapi_resource.live.id
  name      = "livehook"
  location  = azapi_resource.live.location
  body = {
    properties = {
      serviceUri = "https://hooks.contoso.com/${azapi_resource.live.name}"
      actions    = ["push"]
    }
  }
}
