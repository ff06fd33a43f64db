resource "azurerm_user_assigned_identity" "reader" {
  name                = "acr-key-reader"
  resource_group_name = "registries"
  location            = "westeurope"
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.reader.id]
  }

  encryption {
    key_vault_key_id   = "https://contoso.vault.azure.net/keys/acr"
    identity_client_id = azurerm_user_assigned_identity.reader.client_id
  }
}
