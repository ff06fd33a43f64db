resource "azurerm_policy_definition" "own" {
  name         = "registries"
  policy_type  = "Custom"
  mode         = "All"
  display_name = "Registries"
}

resource "azurerm_subscription_policy_assignment" "policy" {
  name                 = "registries"
  subscription_id      = "/subscriptions/00000000-0000-0000-0000-000000000000"
  policy_definition_id = azurerm_policy_definition.own.id
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}
