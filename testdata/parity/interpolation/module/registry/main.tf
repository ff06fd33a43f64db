variable "name" {
  type = string
}

variable "location" {
  type    = string
  default = "westeurope"
}

variable "tags" {
  type    = map(string)
  default = null
}

resource "azurerm_container_registry" "acr" {
  name                = var.name
  resource_group_name = "registries"
  location            = lower(var.location)
  tags                = var.tags
  sku                 = "Premium"
}
