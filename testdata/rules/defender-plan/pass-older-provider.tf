terraform {
  required_providers {
    azurerm = { version = "~> 3.60.0" }
  }
}

# This version does not know extensions and leaves on what Azure switches on with the plan.
resource "azurerm_security_center_subscription_pricing" "plan" {
  resource_type = "Containers"
  tier          = "Standard"
}
