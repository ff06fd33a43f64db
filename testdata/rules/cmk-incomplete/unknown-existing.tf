# What is declared elsewhere may be what is attached: only the names could tell.
variable "reader_name" {
  type = string
}

resource "azurerm_user_assigned_identity" "reader" {
  name                = "acr-key-reader"
  resource_group_name = "registries"
  location            = "westeurope"
}

data "azurerm_user_assigned_identity" "reader" {
  name                = var.reader_name
  resource_group_name = "registries"
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
    identity_client_id = data.azurerm_user_assigned_identity.reader.client_id
  }
}
