variable "name" {
  type = string
}

resource "azurerm_container_registry" "acr" {
  name                          = var.name
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = false
}

output "registry" {
  value = azurerm_container_registry.acr
}
