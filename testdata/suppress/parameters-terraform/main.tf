variable "admin" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name          = "contosoacr"
  sku           = "Premium"
  admin_enabled = var.admin
}
