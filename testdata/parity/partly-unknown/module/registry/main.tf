variable "networks" {
  type = list(string)
}

variable "tags" {
  type = map(string)
}

variable "hooks" {
  type = map(string)
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  tags                          = var.tags
  sku                           = "Premium"
  public_network_access_enabled = true

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

resource "azurerm_container_registry_webhook" "hook" {
  for_each            = var.hooks
  name                = "${each.key}hook"
  resource_group_name = "registries"
  registry_name       = azurerm_container_registry.acr.name
  location            = "westeurope"
  service_uri         = each.value
  actions             = ["push"]
}
