variable "partners" {
  type = list(string)
}

variable "port" {
  type = number
}

variable "hostname" {
  type = string
}

locals {
  networks = flatten([["203.0.113.0/24"], "10.0.0.0/8", var.partners])
  hooks = {
    plain   = "http://${var.hostname}/push"
    safe    = "https://${var.hostname}:${var.port}/push"
    unclear = "${var.hostname}/push"
  }
}

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  tags     = { known = "yes", port = "p${var.port}" }
  body = {
    sku = { name = "Premium" }
    properties = {
      publicNetworkAccess = "Enabled"
      networkRuleSet = {
        defaultAction = "Deny"
        ipRules       = [for network in local.networks : { value = network, action = "Allow" }]
      }
    }
  }
}

resource "azapi_resource" "hooks" {
  for_each  = local.hooks
  type      = "Microsoft.ContainerRegistry/registries/webhooks@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "${each.key}hook"
  location  = "westeurope"
  body      = { properties = { serviceUri = each.value, actions = ["push"] } }
}
