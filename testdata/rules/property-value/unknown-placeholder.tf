resource "azurerm_container_registry" "acr" {
  name                = "contoso#{environment}#"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Basic"
}
