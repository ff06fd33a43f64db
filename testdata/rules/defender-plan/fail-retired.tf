resource "azurerm_security_center_subscription_pricing" "plan" {
  resource_type = "ContainerRegistry"
  tier          = "Standard"
}
