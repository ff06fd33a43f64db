variable "name" {}
variable "admin" {}
variable "ranges" {}

resource "azurerm_container_registry" "this" {
  name                = var.name
  resource_group_name = "rg"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = var.admin
  network_rule_set {
    default_action = "Deny"
    dynamic "ip_rule" {
      for_each = var.ranges
      content {
        action   = "Allow"
        ip_range = ip_rule.value
      }
    }
  }
}

output "id" {
  value = azurerm_container_registry.this.id
}
