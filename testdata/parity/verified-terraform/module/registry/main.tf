variable "replicas" {
  type = set(string)
}

variable "admin" {
  type    = bool
  default = true
}

module "verified" {
  source                        = "Azure/avm-res-containerregistry-registry/azurerm"
  version                       = "~> 0.5.0"
  name                          = "contosoregistry"
  location                      = "westeurope"
  resource_group_name           = "registries"
  admin_enabled                 = var.admin
  public_network_access_enabled = true
  georeplications               = [for region in var.replicas : { location = region }]

  network_rule_set = {
    default_action = "Deny"
    ip_rule        = [{ action = "Allow", ip_range = "203.0.113.0/24" }]
  }

  scope_maps = {
    readers = { name = "team-readers", actions = ["repositories/team/content/read"] }
  }
}
