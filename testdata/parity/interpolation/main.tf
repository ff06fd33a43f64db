variable "stage" { type = string }

locals {
  prefix = "contoso"
}

resource "azurerm_container_registry" "known" {
  name                = "${local.prefix}registry${1 + 1}"
  resource_group_name = "registries"
  location            = lower("WestEurope")
  sku                 = "Premium"
}

resource "azurerm_container_registry" "partly" {
  name                = join("", [local.prefix, var.stage, "acr"])
  resource_group_name = "registries"
  location            = "westeurope"
  tags                = { owner = "team-${var.stage}", literal = "a'b $" }
  sku                 = "Premium"
}
