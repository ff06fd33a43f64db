variable "name" {
  type = string
}

variable "key" {
  type = object({ client = string, uri = string })
}

variable "identities" {
  type    = list(string)
  default = []
}

resource "azurerm_container_registry" "acr" {
  name                = var.name
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  dynamic "identity" {
    for_each = length(var.identities) > 0 ? [1] : []
    content {
      type         = "UserAssigned"
      identity_ids = var.identities
    }
  }

  encryption {
    identity_client_id = var.key.client
    key_vault_key_id   = var.key.uri
  }
}
