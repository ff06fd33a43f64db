variable "name" { type = string }
variable "admin" { type = bool }
variable "sku" { type = string }
variable "is_public" { type = bool }
variable "days" { type = number }

resource "azurerm_container_registry" "acr" {
  name                          = var.name
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = var.sku
  admin_enabled                 = var.admin
  public_network_access_enabled = var.is_public
  retention_policy_in_days      = var.days
}
