variable "key_name" { type = string }

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  identity {
    type = "UserAssigned"
    identity_ids = [
      "/subscriptions/0/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i"
    ]
  }

  encryption {
    identity_client_id = "11111111-1111-1111-1111-111111111111"
    key_vault_key_id   = "https://contoso.vault.azure.net/keys/acr/0123456789abcdef0123456789abcdef"
  }
}

resource "azurerm_container_registry" "other" {
  name                = "contosoother"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  encryption {
    identity_client_id = "11111111-1111-1111-1111-111111111111"
    key_vault_key_id   = "https://contoso.vault.azure.net/keys/${var.key_name}"
  }
}
