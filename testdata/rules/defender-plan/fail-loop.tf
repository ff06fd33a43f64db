resource "azurerm_security_center_subscription_pricing" "plan" {
  for_each      = toset(["KeyVaults", "Containers"])
  resource_type = each.key
  tier          = "Free"
}
