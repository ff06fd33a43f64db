resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = true
}

resource "azurerm_resource_deployment_script_azure_cli" "script" {
  name = "import"
  environment_variable {
    name         = "TOKEN"
    secure_value = azurerm_container_registry.acr.admin_password
  }
}
