resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"

  network_rule_set {
    default_action = "Deny"
  }
}
