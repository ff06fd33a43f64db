# acrlint: ignore[admin-user] legacy agents sign in with it until=2027-01-31
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = true
}
