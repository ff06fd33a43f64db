variable "arm" { type = bool }

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      publicNetworkAccess = "Enabled"
      policies = {
        exportPolicy                     = { status = "disabled" }
        quarantinePolicy                 = { status = "enabled" }
        retentionPolicy                  = { days = 0, status = "disabled" }
        azureADAuthenticationAsArmPolicy = { status = var.arm ? "enabled" : "disabled" }
      }
    }
  }
}
