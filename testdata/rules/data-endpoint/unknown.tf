variable "endpoints" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  data_endpoint_enabled         = var.endpoints

  network_rule_set {
    default_action = "Deny"
  }
}
