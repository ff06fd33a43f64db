variable "plan" {
  type = string
}

resource "azurerm_security_center_subscription_pricing" "plan" {
  resource_type = var.plan
  tier          = "Free"
}
