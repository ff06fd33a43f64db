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

data "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
}
