variable "group" {}

resource "azurerm_subscription_policy_assignment" "policy" {
  name                 = "registries"
  subscription_id      = "/subscriptions/00000000-0000-0000-0000-000000000000"
  policy_definition_id = "/providers/Microsoft.Management/managementGroups/${var.group}/providers/Microsoft.Authorization/policyDefinitions/Deny-Public-Registries"
  enforce              = false
}
