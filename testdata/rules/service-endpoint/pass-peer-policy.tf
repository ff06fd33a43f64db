# The Azure Policy c4857be7 asks for what this rule reports: to it a registry that only private
# endpoints reach does not comply.
resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = false
}
