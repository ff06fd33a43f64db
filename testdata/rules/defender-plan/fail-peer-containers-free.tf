# CKV_AZURE_86 looks for the retired plan `ContainerRegistry` only and passes this.
resource "azurerm_security_center_subscription_pricing" "plan" {
  resource_type = "Containers"
  tier          = "Free"
}
