resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "acr"
  location = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      networkRuleBypassOptions = "AzureService"
      networkRuleSet = {
        defaultAction = "Deny"
        ipRules = [
          { value = "203.0.113.256", action = "Allow" },
          { value = "198.51.100.0/24", action = "Allow" },
        ]
      }
      policies = { retentionPolicy = { days = 400, status = "enabled" } }
    }
  }
}

resource "azapi_resource" "home" {
  type      = "Microsoft.ContainerRegistry/registries/replications@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "westeurope"
  location  = "westeurope"
  body      = { properties = { regionEndpointEnabled = true } }
}

resource "azapi_resource" "other" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contoso-registry"
  location = "westeurope"
  body = {
    sku        = { name = "Gold" }
    properties = { publicNetworkAccess = "Disabled" }
  }
}
