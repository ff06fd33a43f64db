variable "key_identifier" {
  type = string
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  encryption {
    key_vault_key_id   = var.key_identifier
    identity_client_id = "11111111-1111-1111-1111-111111111111"
  }
}
