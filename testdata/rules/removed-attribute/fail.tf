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

  retention_policy {
    enabled = true
    days    = 30
  }

  encryption {
    enabled            = true
    key_vault_key_id   = "https://contoso.vault.azure.net/keys/registry"
    identity_client_id = "11111111-1111-1111-1111-111111111111"
  }
}
