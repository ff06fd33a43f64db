variable "settings" {
  type    = object({ admin = optional(bool) })
  default = { admin = null }
}

variable "access" {
  type    = bool
  default = null
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  admin_enabled                 = var.settings.admin
  public_network_access_enabled = coalesce(var.access, false)
  anonymous_pull_enabled        = try(var.settings.missing.deeper, true)
}
