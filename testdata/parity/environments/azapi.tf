variable "environments" {
  type    = list(string)
  default = ["dev", "test", "prod"]
}

locals {
  names = { for pair in setproduct(var.environments, range(6)) : "contoso${pair[0]}${pair[1]}" => { environment = pair[0], number = tonumber(pair[1]) } }
}

resource "azapi_resource" "acr" {
  for_each = local.names
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = each.key
  location = "westeurope"
  body = {
    sku = { name = each.value.environment == "prod" ? "Premium" : each.value.number > 2 ? "Standard" : "Basic" }
    properties = {
      adminUserEnabled     = each.value.number == 0
      anonymousPullEnabled = each.value.number == 5
    }
  }
}
