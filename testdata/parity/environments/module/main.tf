locals {
  names = { for pair in setproduct(["dev", "test", "prod"], range(6)) : "contoso${pair[0]}${pair[1]}" => { environment = pair[0], number = pair[1] } }
}

module "acr" {
  source   = "./registry"
  for_each = local.names
  name     = each.key
  sku      = each.value.environment == "prod" ? "Premium" : each.value.number > 2 ? "Standard" : "Basic"
  number   = each.value.number
}
