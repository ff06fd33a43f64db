# The Powerpipe query for Terraform looks for `encryption.enabled`, which azurerm 4 has no more: it
# reports every registry with a key.
terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  identity {
    type         = "UserAssigned"
    identity_ids = ["/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.ManagedIdentity/userAssignedIdentities/acr"]
  }

  encryption {
    key_vault_key_id   = "https://contoso.vault.azure.net/keys/acr"
    identity_client_id = "11111111-1111-1111-1111-111111111111"
  }
}
