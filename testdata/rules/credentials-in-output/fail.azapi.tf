resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku        = { name = "Standard" }
    properties = { adminUserEnabled = true }
  }
}

resource "azapi_resource_action" "credentials" {
  type                   = "Microsoft.ContainerRegistry/registries@2025-11-01"
  resource_id            = azapi_resource.acr.id
  action                 = "listCredentials"
  response_export_values = ["*"]
}

output "adminPassword" {
  value = azapi_resource_action.credentials.output.passwords[0].value
}
