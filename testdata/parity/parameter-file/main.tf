variable "name" {
  type = string
}

variable "admin" {
  type    = bool
  default = true
}

variable "is_public" {
  type    = bool
  default = true
}

variable "offices" {
  type = list(string)
}

variable "tags" {
  type    = map(string)
  default = { team = "default" }
}

resource "azurerm_container_registry" "acr" {
  name                          = var.name
  resource_group_name           = "registries"
  location                      = "westeurope"
  tags                          = var.tags
  sku                           = "Premium"
  admin_enabled                 = var.admin
  public_network_access_enabled = var.is_public

  network_rule_set {
    default_action = "Deny"

    dynamic "ip_rule" {
      for_each = var.offices
      content {
        action   = "Allow"
        ip_range = ip_rule.value
      }
    }
  }
}
