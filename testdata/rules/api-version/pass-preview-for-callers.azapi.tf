# Nobody sets the policy here, but a caller of this module may.
variable "soft_delete" {
  type    = any
  default = null
}

resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2023-06-01-preview"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      policies = {
        softDeletePolicy = var.soft_delete
      }
    }
  }
}
