resource "azurerm_security_center_subscription_pricing" "plan" {
  resource_type = "KeyVaults"
  tier          = "Standard"
}

resource "azurerm_container_registry" "images" {
  name                = "contosoimages"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_container_registry" "charts" {
  name                = "contosocharts"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}
