# acrlint: ignore[admin-user, unused-suppression] on while the old cluster is drained
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = false
}
