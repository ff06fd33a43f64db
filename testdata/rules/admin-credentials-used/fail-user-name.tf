resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = true
}

resource "azurerm_key_vault_secret" "acr" {
  name         = "acr"
  key_vault_id = "/subscriptions/0/resourceGroups/vaults/providers/Microsoft.KeyVault/vaults/contoso"
  value        = azurerm_container_registry.acr.admin_username
}
