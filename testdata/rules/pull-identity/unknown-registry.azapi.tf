# Without user name the app pulls as everybody may, which this registry must allow.
resource "azapi_resource" "app" {
  type      = "Microsoft.Web/sites@2024-04-01"
  name      = "shop"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps"
  location  = "westeurope"
  body = {
    properties = {
      siteConfig = { linuxFxVersion = "DOCKER|contosoregistry.azurecr.io/team/app:1.2" }
    }
  }
}
