variable "arm" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                                         = "contosoregistry"
  resource_group_name                          = "registries"
  location                                     = "westeurope"
  sku                                          = "Premium"
  public_network_access_enabled                = true
  export_policy_enabled                        = false
  quarantine_policy_enabled                    = true
  retention_policy_in_days                     = 0
  azuread_authentication_as_arm_policy_enabled = var.arm
}
