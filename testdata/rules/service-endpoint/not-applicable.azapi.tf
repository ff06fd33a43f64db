resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2021-06-01-preview"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Standard" }
    properties = {
      networkRuleSet = {
        defaultAction = "Deny"
        virtualNetworkRules = [
          { id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/build" }
        ]
      }
    }
  }
}
