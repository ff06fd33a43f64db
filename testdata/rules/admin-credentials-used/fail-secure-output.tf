resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = true
}

output "adminPassword" {
  value     = azurerm_container_registry.acr.admin_password
  sensitive = true
}
