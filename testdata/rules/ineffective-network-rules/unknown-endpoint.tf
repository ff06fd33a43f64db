variable "vault_id" {
  type = string
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
  name                = "registry-endpoint"
  resource_group_name = "registries"
  location            = "westeurope"
  subnet_id           = "endpoints"

  private_service_connection {
    name                           = "registry"
    private_connection_resource_id = var.vault_id
    subresource_names              = ["registry"]
    is_manual_connection           = false
  }
}
