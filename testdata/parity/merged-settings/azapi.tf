variable "overrides" {
  default = { properties = { adminUserEnabled = true }, tags = { team = "b" } }
}

locals {
  base = { adminUserEnabled = false, zoneRedundancy = "Enabled" }
}

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  tags     = merge({ team = "a", stage = "test" }, var.overrides.tags)
  body = {
    sku        = { name = "Premium" }
    properties = merge(local.base, var.overrides.properties)
  }
}
