module "acr" {
  source              = "Azure/avm-res-containerregistry-registry/azurerm"
  version             = "0.5.1"
  name                = "contosoregistry"
  location            = "westeurope"
  resource_group_name = "registries"
  admin_enabled       = true

  network_rule_set = {
    default_action = "Deny"
    ip_rule        = [{ action = "Allow", ip_range = "203.0.113.0/24" }]
  }

  public_network_access_enabled = true
  georeplications               = [{ location = "northeurope" }]

  scope_maps = {
    readers = {
      name    = "team-readers"
      actions = ["repositories/team/content/read"]
    }
  }
}
