resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = true
}

locals {
  password = azurerm_container_registry.acr.admin_password
}

resource "azurerm_key_vault_secret" "acr" {
  name         = "acr"
  key_vault_id = "/subscriptions/0/resourceGroups/vaults/providers/Microsoft.KeyVault/vaults/contoso"
  value        = local.password
}

resource "azurerm_container_group" "app" {
  name = "shop"
  image_registry_credential {
    server   = azurerm_container_registry.acr.login_server
    username = "reader"
    password = local.password
  }
}
