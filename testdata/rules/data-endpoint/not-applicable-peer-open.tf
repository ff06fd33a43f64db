# On an open registry data endpoints close nothing. CKV_AZURE_237 demands them.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}
