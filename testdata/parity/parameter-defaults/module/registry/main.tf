variable "settings" {
  type = object({ admin = optional(bool, true), access = optional(bool, false) })
}

variable "sku" {
  type    = string
  default = "Premium"
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = var.sku
  admin_enabled                 = var.settings.admin
  public_network_access_enabled = var.settings.access
  export_policy_enabled         = var.sku != "Premium"
}
