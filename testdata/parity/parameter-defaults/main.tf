variable "settings" {
  type    = object({ admin = bool, access = bool })
  default = { admin = true, access = false }
}

variable "sku" {
  type    = string
  default = "Premium"
}

locals {
  exported = var.sku == "Premium" ? false : true
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = var.sku
  admin_enabled                 = var.settings.admin
  public_network_access_enabled = var.settings["access"]
  export_policy_enabled         = local.exported
}
