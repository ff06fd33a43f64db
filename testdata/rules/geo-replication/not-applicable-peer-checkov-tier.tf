# CKV_AZURE_165 fails every registry below Premium, which cannot have replicas.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Basic"
}
