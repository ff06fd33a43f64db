variable "enable_admin" {
  type    = bool
  default = true
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Basic"
  admin_enabled       = var.enable_admin
}
