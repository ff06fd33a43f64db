resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
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
    password_secret_id = "https://contoso.vault.azure.net/secrets/hub-password"
  }
}

resource "azurerm_container_registry_cache_rule" "hub" {
  name                  = "hub-rule"
  container_registry_id = azurerm_container_registry.acr.id
  source_repo           = "docker.io/library/nginx"
  target_repo           = "cached/app"
  credential_set_id     = azurerm_container_registry_credential_set.hub.id
}
