# Azure.Deployment.OutputSecretValue reports everything that `listCredentials` gives. The user name is
# the name of the registry, which is no secret.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = true
}

output "user" {
  value = azurerm_container_registry.acr.admin_username
}
