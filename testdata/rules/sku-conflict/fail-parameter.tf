variable "tier" {
  type    = string
  default = "Basic"
}

variable "pull" {
  type    = bool
  default = true
}

resource "azurerm_container_registry" "acr" {
  name                   = "contosoregistry"
  resource_group_name    = "registries"
  location               = "westeurope"
  sku                    = var.tier
  anonymous_pull_enabled = var.pull
}
