variable "name" {
  type = string
}

variable "networks" {
  type = list(string)
}

variable "is_public" {
  type    = bool
  default = null
}

resource "azurerm_container_registry" "acr" {
  name                          = var.name
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Premium"
  public_network_access_enabled = var.is_public

  network_rule_set {
    default_action = "Deny"

    dynamic "ip_rule" {
      for_each = var.networks
      content {
        action   = "Allow"
        ip_range = ip_rule.value
      }
    }
  }
}
