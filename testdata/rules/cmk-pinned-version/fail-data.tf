data "azurerm_key_vault_key" "acr" {
  name         = "acr"
  key_vault_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.KeyVault/vaults/contoso"
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  encryption {
    key_vault_key_id   = data.azurerm_key_vault_key.acr.id
    identity_client_id = "11111111-1111-1111-1111-111111111111"
  }
}
