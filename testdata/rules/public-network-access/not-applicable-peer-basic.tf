# Only Premium can close public access: CKV_AZURE_139 and AVM_SEC_139 fail on every Basic registry.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Basic"
}
