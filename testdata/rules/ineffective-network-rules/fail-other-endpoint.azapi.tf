resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2023-07-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      networkRuleSet = { defaultAction = "Deny" }
    }
  }
}

resource "azapi_resource" "endpoint" {
  type      = "Microsoft.Network/privateEndpoints@2024-05-01"
  name      = "registry-endpoint"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    properties = {
      privateLinkServiceConnections = [
        {
          name = "registry"
          properties = {
            privateLinkServiceId = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/vaults/providers/Microsoft.KeyVault/vaults/contosovault"
            groupIds             = ["registry"]
          }
        },
      ]
    }
  }
}
