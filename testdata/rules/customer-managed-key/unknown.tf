variable "key_id" {
  type = string
}

variable "encrypted" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  dynamic "encryption" {
    for_each = var.encrypted ? [var.key_id] : []
    content {
      key_vault_key_id   = encryption.value
      identity_client_id = "11111111-1111-1111-1111-111111111111"
    }
  }
}

