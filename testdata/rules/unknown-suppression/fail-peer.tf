# acrlint: ignore[CKV_AZURE_137] legacy agents sign in with it
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = true
}
