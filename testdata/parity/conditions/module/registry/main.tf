variable "name" {
  type = string
}

variable "admin" {
  type = bool
}

variable "sku" {
  type    = string
  default = "Premium"
}

resource "azurerm_container_registry" "acr" {
  name                = var.name
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = var.sku
  admin_enabled       = var.admin
}
