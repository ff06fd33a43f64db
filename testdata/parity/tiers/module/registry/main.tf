variable "sku" {
  type = string
}

variable "zones" {
  type    = bool
  default = false
}

resource "azurerm_container_registry" "acr" {
  name                    = lower("contoso${var.sku}")
  resource_group_name     = "registries"
  location                = "westeurope"
  sku                     = var.sku
  anonymous_pull_enabled  = true
  zone_redundancy_enabled = var.zones
}
