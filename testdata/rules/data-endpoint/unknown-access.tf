variable "access" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = var.access
  data_endpoint_enabled         = false

  network_rule_set {
    default_action = "Deny"
  }
}
