terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  encryption {
    key_vault_key_id   = "https://contoso.vault.azure.net/keys/acr/0123456789abcdef0123456789abcdef"
    identity_client_id = "11111111-1111-1111-1111-111111111111"
  }
}
