# Azure Policy 5b9159ae calls this non-compliant, though a Basic registry can have no key of its own.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Basic"
}
