resource "azapi_resource" "plan" {
  type      = "Microsoft.Security/pricings@2024-01-01"
  name      = "Containers"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000"
  body = {
    properties = {
      pricingTier = "Standard"
      extensions = [
        { name = "ContainerRegistriesVulnerabilityAssessments", isEnabled = "True" },
      ]
    }
  }
}
