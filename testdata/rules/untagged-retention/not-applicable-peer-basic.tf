# Only Premium has a retention policy. CKV_AZURE_167 fails on every Basic registry.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Basic"
}
