variable "tier" {
  type = string
}

resource "azurerm_security_center_subscription_pricing" "plan" {
  resource_type = "Containers"
  tier          = var.tier
}
