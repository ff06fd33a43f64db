variable "name" {
  type = string
}

variable "sku" {
  type = string
}

variable "admin" {
  type    = bool
  default = null
}

variable "closed" {
  type    = object({ access = optional(bool), exports = optional(bool) })
  default = {}
}

resource "azurerm_container_registry" "acr" {
  name                          = var.name
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = var.sku
  admin_enabled                 = var.admin
  public_network_access_enabled = var.closed.access
  export_policy_enabled         = var.closed.exports
}
