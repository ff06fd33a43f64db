resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = true
}

# Its computes sign in with the admin user unless they have the role to pull.
resource "azurerm_machine_learning_workspace" "models" {
  name                    = "models"
  location                = "westeurope"
  resource_group_name     = "registries"
  application_insights_id = "insights"
  key_vault_id            = "vault"
  storage_account_id      = "storage"
  container_registry_id   = azurerm_container_registry.acr.id

  identity {
    type = "SystemAssigned"
  }
}
