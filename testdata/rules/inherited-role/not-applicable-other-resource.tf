resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

data "azurerm_storage_account" "data" {
  name                = "contosostorage"
  resource_group_name = "registries"
}

resource "azurerm_role_assignment" "access" {
  scope                = data.azurerm_storage_account.data.id
  role_definition_name = "AcrPull"
  principal_id         = "00000000-0000-0000-0000-000000000001"
}
