# Nobody knows what the parameter will be. CKV_AZURE_138 fails on any expression.
variable "anonymous_pull" {
  type = bool
}

resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-04-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku        = { name = "Standard" }
    properties = { anonymousPullEnabled = var.anonymous_pull }
  }
}
