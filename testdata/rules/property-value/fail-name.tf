resource "azurerm_container_registry" "acr" {
  name                = "contoso-registry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Basic"
}
