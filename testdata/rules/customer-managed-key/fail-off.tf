terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.100"
    }
  }
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  encryption {
    enabled            = false
    key_vault_key_id   = "https://contoso.vault.azure.net/keys/acr"
    identity_client_id = "11111111-1111-1111-1111-111111111111"
  }
}
