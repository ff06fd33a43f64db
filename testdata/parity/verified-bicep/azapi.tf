locals {
  off = { status = "disabled" }
}

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-06-01-preview"
  name     = "contosoregistry"
  location = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      adminUserEnabled         = true
      anonymousPullEnabled     = false
      dataEndpointEnabled      = false
      publicNetworkAccess      = "Enabled"
      networkRuleBypassOptions = "AzureServices"
      networkRuleSet = {
        defaultAction = "Deny"
        ipRules       = [{ value = "203.0.113.0/24", action = "Allow" }]
      }
      zoneRedundancy = "Enabled"
      policies = {
        azureADAuthenticationAsArmPolicy = local.off
        exportPolicy                     = local.off
        quarantinePolicy                 = local.off
        trustPolicy                      = merge(local.off, { type = "Notary" })
        retentionPolicy                  = { days = 15, status = "enabled" }
        softDeletePolicy                 = merge(local.off, { retentionDays = 7 })
      }
    }
  }
}

resource "azapi_resource" "replica" {
  type      = "Microsoft.ContainerRegistry/registries/replications@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "northeurope"
  location  = "northeurope"
  body      = { properties = { regionEndpointEnabled = true, zoneRedundancy = "Disabled" } }
}

resource "azapi_resource" "hook" {
  type      = "Microsoft.ContainerRegistry/registries/webhooks@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "contosohook"
  location  = "westeurope"
  body = {
    properties = {
      serviceUri = "http://hooks.contoso.com/push"
      actions    = ["push"]
      status     = "enabled"
    }
  }
}
