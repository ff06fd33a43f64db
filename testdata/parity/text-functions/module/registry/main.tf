variable "kind" {
  type = string
}

variable "company" {
  type = string
}

variable "days" {
  type    = number
  default = null
}

locals {
  short      = lower(regex("^[A-Za-z]+", var.company))
  tags       = { owner = upper(local.short), label = "a_b_c", code = "007" }
  is_limited = can(regex("Ltd$", var.company))
}

resource "azurerm_container_registry" "acr" {
  name                     = "${local.short}${var.kind}${local.is_limited ? length(var.company) : "cd"}"
  resource_group_name      = "registries"
  location                 = "westeurope"
  tags                     = local.is_limited ? local.tags : merge(local.tags, { extra = "x" })
  sku                      = local.is_limited ? "Premium" : "Standard"
  admin_enabled            = local.is_limited
  retention_policy_in_days = var.days
}
