data "azurerm_subscription" "current" {}

resource "azurerm_role_assignment" "access" {
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "AcrPush"
  principal_id         = "00000000-0000-0000-0000-000000000001"
}
