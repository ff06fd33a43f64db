variable "is_production" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  dynamic "network_rule_set" {
    for_each = var.is_production ? ["Deny"] : ["deny"]

    content {
      default_action = network_rule_set.value
    }
  }
}
