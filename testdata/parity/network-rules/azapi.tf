variable "partners" { type = list(string) }

locals {
  offices = ["203.0.113.0/24", "0.0.0.0/0"]
}

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      publicNetworkAccess = "Enabled"
      networkRuleSet = {
        defaultAction = "Deny"
        ipRules       = [for office in local.offices : { value = office, action = "Allow" }]
      }
    }
  }
}

resource "azapi_resource" "open" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoopen"
  location = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      networkRuleSet = {
        defaultAction = "Deny"
        ipRules       = [for partner in var.partners : { value = partner, action = "Allow" }]
      }
    }
  }
}
