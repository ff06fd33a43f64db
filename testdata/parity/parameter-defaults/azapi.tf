variable "settings" {
  type    = object({ admin = bool, access = string })
  default = { admin = true, access = "Disabled" }
}

variable "sku" {
  type    = string
  default = "Premium"
}

locals {
  exported = var.sku == "Premium" ? "disabled" : "enabled"
}

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  body = {
    sku = { name = var.sku }
    properties = {
      adminUserEnabled    = var.settings.admin
      publicNetworkAccess = var.settings["access"]
      policies            = { exportPolicy = { status = local.exported } }
    }
  }
}
