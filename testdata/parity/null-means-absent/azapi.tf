variable "settings" {
  type    = object({ admin = optional(bool) })
  default = { admin = null }
}

variable "access" {
  type    = string
  default = null
}

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      adminUserEnabled     = var.settings.admin
      publicNetworkAccess  = coalesce(var.access, "Disabled")
      anonymousPullEnabled = lookup(var.settings, "missing", true)
    }
  }
}
