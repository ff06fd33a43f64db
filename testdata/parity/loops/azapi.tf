variable "registries" {
  type = map(bool)
  default = {
    contosoone = true
    contosotwo = false
  }
}

resource "azapi_resource" "acr" {
  for_each = var.registries
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = each.key
  location = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      adminUserEnabled = each.value
      networkRuleSet = {
        defaultAction = "Deny"
        ipRules       = [for i in range(1, 3) : { value = "203.0.113.${i}", action = "Allow" }]
      }
    }
  }
}

resource "azapi_resource" "numbered" {
  count    = 2
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosonumber${count.index}"
  location = "westeurope"
  body     = { sku = { name = "Standard" } }
}
