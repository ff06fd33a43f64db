# Without `resource_type` azurerm sets the plan of virtual machines.
resource "azurerm_security_center_subscription_pricing" "plan" {
  tier = "Free"
}
