# Only Premium has data endpoints. CKV_AZURE_237 fails on every Basic registry.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Basic"
}
