resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  tags      = { stage = "prod", "cost-center" = "42" }

  identity {
    type = "SystemAssigned"
  }

  body = {
    sku = { name = "Premium" }
    properties = {
      adminUserEnabled         = true
      anonymousPullEnabled     = true
      publicNetworkAccess      = "Enabled"
      networkRuleBypassOptions = "AzureServices"
      roleAssignmentMode       = "AbacRepositoryPermissions"

      networkRuleBypassAllowedForTasks = true

      dataEndpointEnabled      = true
      zoneRedundancy           = "Enabled"
      networkRuleSet           = { defaultAction = "Allow" }
      policies = {
        exportPolicy     = { status = "enabled" }
        quarantinePolicy = { status = "disabled" }
        retentionPolicy  = { status = "enabled", days = 30 }
      }
    }
  }
}
