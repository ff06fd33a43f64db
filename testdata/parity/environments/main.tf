variable "environments" {
  type    = list(string)
  default = ["dev", "test", "prod"]
}

locals {
  names = { for pair in setproduct(var.environments, range(6)) : "${pair[0]}-${pair[1]}" => { environment = pair[0], number = pair[1] } }
}

resource "azurerm_container_registry" "acr" {
  for_each               = local.names
  name                   = "contoso${each.value.environment}${each.value.number}"
  resource_group_name    = "registries"
  location               = "westeurope"
  sku                    = each.value.environment == "prod" ? "Premium" : each.value.number > 2 ? "Standard" : "Basic"
  admin_enabled          = tonumber(each.value.number) == 0
  anonymous_pull_enabled = tonumber(each.value.number) == 5
}
