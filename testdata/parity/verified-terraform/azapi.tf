resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      adminUserEnabled         = true
      anonymousPullEnabled     = false
      dataEndpointEnabled      = false
      publicNetworkAccess      = "Enabled"
      networkRuleBypassOptions = "None"
      networkRuleSet           = { defaultAction = "Deny", ipRules = [{ value = "203.0.113.0/24", action = "Allow" }] }
      zoneRedundancy           = "Enabled"
      policies = {
        exportPolicy     = { status = "enabled" }
        quarantinePolicy = { status = "disabled" }
        trustPolicy      = { status = "disabled" }
        retentionPolicy  = { days = 7, status = "enabled" }
      }
    }
  }
}

resource "azapi_resource" "replica" {
  type      = "Microsoft.ContainerRegistry/registries/replications@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "northeurope"
  location  = "northeurope"
  body      = { properties = { regionEndpointEnabled = true, zoneRedundancy = "Enabled" } }
}

resource "azapi_resource" "readers" {
  type      = "Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "team-readers"
  body      = { properties = { actions = ["repositories/team/content/read"] } }
}
