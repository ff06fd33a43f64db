variable "admin" {
  type    = bool
  default = null
}

variable "access" {
  type     = bool
  default  = false
  nullable = false
}

variable "anonymous" {
  type     = bool
  default  = true
  nullable = false
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  admin_enabled                 = var.admin
  public_network_access_enabled = var.access
  anonymous_pull_enabled        = var.anonymous
}
