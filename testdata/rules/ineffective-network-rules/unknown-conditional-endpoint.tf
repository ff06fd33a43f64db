variable "use_private_link" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  network_rule_set {
    default_action = "Deny"
  }
}

resource "azurerm_private_endpoint" "endpoint" {
  count               = var.use_private_link ? 1 : 0
  name                = "registry-endpoint"
  resource_group_name = "registries"
  location            = "westeurope"
  subnet_id           = var.subnet_id

  private_service_connection {
    name                           = "registry"
    private_connection_resource_id = azurerm_container_registry.acr.id
    subresource_names              = ["registry"]
    is_manual_connection           = false
  }
}
