variable "is_pinned" {
  type = bool
}

resource "azurerm_key_vault_key" "acr" {
  name         = "acr"
  key_vault_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.KeyVault/vaults/contoso"
  key_type     = "RSA"
  key_size     = 2048
  key_opts     = ["wrapKey", "unwrapKey"]
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  encryption {
    key_vault_key_id   = var.is_pinned ? azurerm_key_vault_key.acr.id : azurerm_key_vault_key.acr.versionless_id
    identity_client_id = "11111111-1111-1111-1111-111111111111"
  }
}
