variable "api" {
  type = string
}

resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@${var.api}"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
  }
}
