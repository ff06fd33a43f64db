resource "azurerm_security_center_subscription_pricing" "plan" {
  resource_type = "Containers"
  tier          = "Standard"

  extension {
    name = "AgentlessDiscoveryForKubernetes"
  }
}
