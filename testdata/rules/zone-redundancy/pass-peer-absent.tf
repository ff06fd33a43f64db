# The property has no effect any more. CKV_AZURE_233 fails in Terraform when it is absent.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}
