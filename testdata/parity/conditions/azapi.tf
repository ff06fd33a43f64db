variable "deploy_extra" {
  type = bool
}

locals {
  in_production = true
}

resource "azapi_resource" "wanted" {
  count    = local.in_production ? 1 : 0
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosowanted"
  location = "westeurope"
  body = {
    sku        = { name = "Premium" }
    properties = { adminUserEnabled = true }
  }
}

resource "azapi_resource" "unwanted" {
  count    = local.in_production ? 0 : 1
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosounwanted"
  location = "westeurope"
  body = {
    sku        = { name = "Premium" }
    properties = { adminUserEnabled = true }
  }
}

resource "azapi_resource" "extra" {
  count    = var.deploy_extra ? 1 : 0
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoextra"
  location = "westeurope"
  body = {
    sku        = { name = var.deploy_extra ? "Premium" : "Basic" }
    properties = { adminUserEnabled = local.in_production ? false : true }
  }
}
