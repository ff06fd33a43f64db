resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  # acrlint: ignore[admin-user] legacy agents sign in with it until=2026-05-31
  admin_enabled       = true
}
