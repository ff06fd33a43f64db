variable "name" {
  type = string
}

variable "tags" {
  type = map(string)
}

variable "is_closed" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                          = var.name
  resource_group_name           = "registries"
  location                      = "westeurope"
  tags                          = var.tags
  sku                           = var.is_closed ? "Premium" : "Standard"
  admin_enabled                 = !var.is_closed
  public_network_access_enabled = var.is_closed ? false : null
  export_policy_enabled         = var.is_closed ? false : null
}

output "registry" {
  value = { name = azurerm_container_registry.acr.name, location = azurerm_container_registry.acr.location }
}
