variable "is_production" {
  type = bool
}

variable "legacy" {
  type    = bool
  default = true
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = var.is_production ? true : var.legacy
}
