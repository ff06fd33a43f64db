resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azapi_update_resource" "pull" {
  type        = "Microsoft.ContainerRegistry/registries@2023-07-01"
  resource_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosocharts"
  body = {
    properties = {
      anonymousPullEnabled = false
    }
  }
}
