resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Standard" }
  }
}

resource "azapi_resource" "deploy" {
  type      = "Microsoft.ContainerRegistry/registries/webhooks@2025-11-01"
  name      = "deployhook"
  parent_id = azapi_resource.acr.id
  location  = "westeurope"
  body = {
    properties = {
      serviceUri = "https://hooks.slack.com/services/T0000/B0000/hunter2hunter2"
      actions    = ["push"]
    }
  }
}
