variable "acr_password" {
  type      = string
  sensitive = true
}

resource "azapi_resource" "app" {
  type      = "Microsoft.App/containerApps@2025-01-01"
  name      = "shop"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps"
  body = {
    properties = {
      configuration = {
        registries = [{ server = "contosoregistry.azurecr.io", username = "reader", passwordSecretRef = "acr" }]
        secrets    = [{ name = "acr", value = var.acr_password }]
      }
    }
  }
}
