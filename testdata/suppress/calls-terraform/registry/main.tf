variable "name" {}

variable "admin" {
  default = true
}

resource "azurerm_container_registry" "this" {
  name          = var.name
  sku           = "Premium"
  admin_enabled = var.admin
}
