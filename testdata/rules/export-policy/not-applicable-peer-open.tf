# Azure refuses to disable exports while public access is on. Azure.ACR.ExportPolicy demands it all the same.
resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = true
}
