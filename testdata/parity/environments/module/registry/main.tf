variable "name" {
  type = string
}

variable "sku" {
  type = string
}

variable "number" {
  type = number
}

resource "azurerm_container_registry" "acr" {
  name                   = var.name
  resource_group_name    = "registries"
  location               = "westeurope"
  sku                    = var.sku
  admin_enabled          = var.number == 0
  anonymous_pull_enabled = var.number == 5
}
