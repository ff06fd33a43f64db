resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2026-03-01-preview"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      policies = {
        softDeletePolicy = { status = "enabled" }
        retentionPolicy = {
          status = "enabled"
          days   = 30
        }
      }
    }
  }
}
