variable "acr_password" {
  type = string
}

resource "azapi_resource" "app" {
  type      = "Microsoft.ContainerInstance/containerGroups@2023-05-01"
  name      = "shop"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps"
  body = {
    properties = {
      imageRegistryCredentials = [{ server = "contosoregistry.azurecr.io", username = "reader", password = var.acr_password }]
    }
  }
}
