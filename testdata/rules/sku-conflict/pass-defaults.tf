resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = "Basic"
  public_network_access_enabled = true
  anonymous_pull_enabled        = false
  data_endpoint_enabled         = false
  export_policy_enabled         = true
  retention_policy_in_days      = 0
  quarantine_policy_enabled     = false
  zone_redundancy_enabled       = false
}
