resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = true
}

locals {
  password = azurerm_container_registry.acr.admin_password
}

output "registry" {
  value = {
    server = azurerm_container_registry.acr.login_server
    access = local.password
  }
}
