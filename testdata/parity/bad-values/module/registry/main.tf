variable "name" {
  type = string
}

variable "sku" {
  default = "Premium"
}

variable "bypass" {
  default = null
}

variable "days" {
  default = null
}

variable "public" {
  default = null
}

variable "networks" {
  type    = list(string)
  default = []
}

variable "replicas" {
  type    = list(object({ location = string, global = optional(bool, true) }))
  default = []
}

resource "azurerm_container_registry" "acr" {
  name                          = var.name
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = var.sku
  network_rule_bypass_option    = var.bypass
  retention_policy_in_days      = var.days
  public_network_access_enabled = var.public

  dynamic "network_rule_set" {
    for_each = length(var.networks) > 0 ? [1] : []
    content {
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

  dynamic "georeplications" {
    for_each = var.replicas
    content {
      location                        = georeplications.value.location
      global_endpoint_routing_enabled = georeplications.value.global
    }
  }
}
