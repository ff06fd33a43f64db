variable "sku" {
  type = string

  validation {
    condition     = contains(["Standard", "Premium"], var.sku)
    error_message = "Take Standard or Premium."
  }
}

locals {
  locations = ["westeurope", "northeurope"]
}

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = local.locations[0]
  body = {
    sku        = { name = var.sku }
    properties = { adminUserEnabled = var.sku == "Basic" }
  }
}

resource "azapi_resource" "other" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoother"
  location = local.locations[0]
  body = {
    sku = { name = var.sku }
    properties = {
      publicNetworkAccess = var.sku == "Premium" ? "Disabled" : "Enabled"
      policies            = { exportPolicy = { status = "disabled" } }
    }
  }
}
