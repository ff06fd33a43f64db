resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Basic" }
    properties = {
      publicNetworkAccess  = "Enabled"
      anonymousPullEnabled = false
      dataEndpointEnabled  = false
      networkRuleSet       = { defaultAction = "Allow" }
      policies = {
        exportPolicy     = { status = "enabled" }
        retentionPolicy  = { status = "disabled" }
        trustPolicy      = { status = "disabled" }
        quarantinePolicy = { status = "disabled" }
      }
    }
  }
}
