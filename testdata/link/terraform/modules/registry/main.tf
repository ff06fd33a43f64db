variable "name" {
  type = string
}

variable "admin" {
  type    = bool
  default = false
}

resource "azurerm_container_registry" "this" {
  name                = var.name
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = var.admin
}
