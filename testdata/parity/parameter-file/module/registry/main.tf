variable "settings" {
  type = object({
    name    = string
    admin   = bool
    access  = optional(bool, true)
    offices = list(string)
    tags    = optional(map(string), { team = "default" })
  })
}

resource "azurerm_container_registry" "acr" {
  name                          = var.settings.name
  resource_group_name           = "registries"
  location                      = "westeurope"
  tags                          = var.settings.tags
  sku                           = "Premium"
  admin_enabled                 = var.settings.admin
  public_network_access_enabled = var.settings.access

  network_rule_set {
    default_action = "Deny"

    dynamic "ip_rule" {
      for_each = toset(var.settings.offices)
      content {
        action   = "Allow"
        ip_range = ip_rule.value
      }
    }
  }
}
