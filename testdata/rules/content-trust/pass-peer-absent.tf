# Azure refuses content trust on new registries. CKV_AZURE_164 and Azure.ACR.ContentTrust demand it.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}
