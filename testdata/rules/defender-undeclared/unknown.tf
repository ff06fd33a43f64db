variable "plan" {
  type = string
}

resource "azurerm_security_center_subscription_pricing" "plan" {
  resource_type = var.plan
  tier          = "Standard"
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}
