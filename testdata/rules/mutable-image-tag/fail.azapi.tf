resource "azapi_resource" "app" {
  type      = "Microsoft.App/containerApps@2025-01-01"
  name      = "shop"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps"
  body = {
    properties = {
      template = { containers = [{ name = "web", image = "contosoregistry.azurecr.io/team/app:latest" }] }
    }
  }
}
