variable "company" {
  type    = string
  default = "Contoso Ltd"
}

locals {
  short = lower(element(split(" ", var.company), 0))
  tags  = { owner = upper(local.short), label = replace("a-b-c", "-", "_"), code = format("%03d", 7) }
}

resource "azurerm_container_registry" "one" {
  name                     = "${local.short}one${length(var.company)}"
  resource_group_name      = "registries"
  location                 = "westeurope"
  tags                     = local.tags
  sku                      = startswith(local.short, "con") ? "Premium" : "Basic"
  admin_enabled            = strcontains(var.company, "Ltd")
  retention_policy_in_days = max(7, 30)
}

resource "azurerm_container_registry" "two" {
  name                = join("", [local.short, "two", substr("abcdef", 2, 2)])
  resource_group_name = "registries"
  location            = "westeurope"
  tags                = merge(local.tags, { extra = trimspace("  x  ") })
  sku                 = "Standard"
  admin_enabled       = length([for text in ["a", "bb"] : text if length(text) > 2]) > 0
}
