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

resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      encryption = {
        status = "enabled"
        keyVaultProperties = {
          identity      = "11111111-1111-1111-1111-111111111111"
          keyIdentifier = var.is_pinned ? azurerm_key_vault_key.acr.id : azurerm_key_vault_key.acr.versionless_id
        }
      }
    }
  }
}
