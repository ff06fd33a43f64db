resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

data "azurerm_key_vault_secret" "hub" {
  name         = "hub-password"
  key_vault_id = var.vault_id
}

variable "vault_id" {
  type = string
}

resource "azurerm_container_registry_credential_set" "hub" {
  name                  = "hub-login"
  container_registry_id = azurerm_container_registry.acr.id
  login_server          = "docker.io"

  identity {
    type = "SystemAssigned"
  }

  authentication_credentials {
    username_secret_id = "https://contoso.vault.azure.net/secrets/hub-user"
    password_secret_id = data.azurerm_key_vault_secret.hub.versionless_id
  }
}
