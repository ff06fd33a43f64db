variable "subnet" {
  type = string
}

resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku        = { name = "Premium" }
    properties = { publicNetworkAccess = "Disabled" }
  }
}

resource "azapi_resource" "pool" {
  type      = "Microsoft.ContainerRegistry/registries/agentPools@2019-06-01-preview"
  name      = "builders"
  parent_id = azapi_resource.acr.id
  location  = "westeurope"
  body = {
    properties = {
      count                          = 1
      tier                           = "S1"
      os                             = "Linux"
      virtualNetworkSubnetResourceId = var.subnet
    }
  }
}
