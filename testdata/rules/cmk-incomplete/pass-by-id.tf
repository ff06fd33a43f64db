# A module that is given ids finds what they belong to by the name at their end.
resource "azurerm_user_assigned_identity" "reader" {
  name                = "acr-key-reader"
  resource_group_name = "registries"
  location            = "westeurope"
}

resource "azurerm_key_vault" "vault" {
  name                     = "contosokeys"
  resource_group_name      = "registries"
  location                 = "westeurope"
  tenant_id                = "00000000-0000-0000-0000-000000000000"
  sku_name                 = "standard"
  purge_protection_enabled = true
}

data "azurerm_user_assigned_identity" "reader" {
  name                = reverse(split("/", azurerm_user_assigned_identity.reader.id))[0]
  resource_group_name = "registries"
}

data "azurerm_key_vault_key" "key" {
  name         = "acr"
  key_vault_id = azurerm_key_vault.vault.id
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
    key_vault_key_id   = data.azurerm_key_vault_key.key.versionless_id
    identity_client_id = data.azurerm_user_assigned_identity.reader.client_id
  }
}
