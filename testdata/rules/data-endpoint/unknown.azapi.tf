variable "endpoints" {
  type = bool
}

resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      networkRuleSet = { defaultAction = "Deny" }
      dataEndpointEnabled = var.endpoints
    }
  }
}
