resource "azurerm_linux_web_app" "app" {
  name = "shop"
  app_settings = {
    DOCKER_REGISTRY_SERVER_URL      = "https://contosoregistry.azurecr.io"
    DOCKER_REGISTRY_SERVER_PASSWORD = "@Microsoft.KeyVault(SecretUri=https://contoso.vault.azure.net/secrets/acr)"
  }
  site_config {}
}
