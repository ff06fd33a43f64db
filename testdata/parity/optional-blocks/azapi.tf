variable "restricted" {
  type = bool
}

variable "offices" {
  type    = list(string)
  default = ["203.0.113.0/24"]
}

locals {
  always = length(var.offices) > 0
  rules  = [for office in var.offices : { value = office, action = "Allow" }]
}

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  body = {
    sku        = { name = "Premium" }
    properties = { adminUserEnabled = false, networkRuleSet = local.always ? { defaultAction = "Deny", ipRules = local.rules } : null }
  }
}

resource "azapi_resource" "none" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosonone"
  location = "westeurope"
  body = {
    sku        = { name = "Premium" }
    properties = { adminUserEnabled = false, networkRuleSet = local.always ? null : { defaultAction = "Deny" } }
  }
}

resource "azapi_resource" "perhaps" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoperhaps"
  location = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      adminUserEnabled = false
      networkRuleSet = {
        defaultAction = var.restricted ? "Deny" : "Allow"
        ipRules       = var.restricted ? [{ value = "203.0.113.7", action = "Allow" }] : []
      }
    }
  }
}
