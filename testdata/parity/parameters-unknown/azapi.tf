variable "name" { type = string }
variable "admin" { type = bool }
variable "sku" { type = string }
variable "is_public" { type = bool }
variable "days" { type = number }
variable "retention" { type = string }

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = var.name
  location = "westeurope"
  body = {
    sku = { name = var.sku }
    properties = {
      adminUserEnabled    = var.admin
      publicNetworkAccess = var.is_public ? "Enabled" : "Disabled"
      policies = {
        retentionPolicy = { days = var.days, status = var.retention }
      }
    }
  }
}
