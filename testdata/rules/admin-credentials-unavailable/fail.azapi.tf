resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku        = { name = "Standard" }
    properties = { adminUserEnabled = false }
  }
}

resource "azapi_resource_action" "credentials" {
  type                   = "Microsoft.ContainerRegistry/registries@2025-11-01"
  resource_id            = azapi_resource.acr.id
  action                 = "listCredentials"
  response_export_values = ["*"]
}

resource "azurerm_key_vault_secret" "acr" {
  name         = "acr"
  key_vault_id = "/subscriptions/0/resourceGroups/vaults/providers/Microsoft.KeyVault/vaults/contoso"
  value        = azapi_resource_action.credentials.output.passwords[0].value
}
