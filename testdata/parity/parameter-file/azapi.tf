variable "name" {
  type = string
}

variable "properties" {
  type    = map(any)
  default = { adminUserEnabled = true, publicNetworkAccess = "Enabled" }
}

variable "offices" {
  type = list(string)
}

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = var.name
  location = "westeurope"
  tags     = { team = "default" }
  body = {
    sku = { name = "Premium" }
    properties = merge(var.properties, {
      networkRuleSet = {
        defaultAction = "Deny"
        ipRules       = [for office in var.offices : { value = office, action = "Allow" }]
      }
    })
  }
}
